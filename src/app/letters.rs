//! Looks for fonts of the system on a thread of its own when the window meets letters that it lacks.

use super::application::App;
use super::messages::{MessageSender, ThreadMessage};
use crate::letters::{font_for, scripts_of};
use crate::panel::letters::provide;
use crate::words::app as words;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Letters that wait to be looked for, and whether somebody is at it.
#[derive(Default)]
struct WantedLetters {
    letters: BTreeSet<char>,
    is_sought: bool,
}

/// What hears of letters that the window lacks; the message [`ThreadMessage::Letters`] says that they have been looked for.
pub(super) fn seeker(messages: &MessageSender) -> Arc<dyn Fn(char) + Send + Sync> {
    let messages = messages.clone();
    let wanted = Arc::<Mutex<WantedLetters>>::default();
    Arc::new(move |letter| {
        let is_sought = with(&wanted, |wanted| {
            wanted.letters.insert(letter);
            std::mem::replace(&mut wanted.is_sought, true)
        });
        if !is_sought {
            let wanted = Arc::clone(&wanted);
            messages.run(words::cant_read_fonts(), move |messages| {
                seek(&wanted);
                messages.send(ThreadMessage::Letters);
                Ok(())
            });
        }
    })
}

/// Looks for letters until none is wanted.
fn seek(wanted: &Mutex<WantedLetters>) {
    loop {
        let letters = with(wanted, |wanted| {
            wanted.is_sought = !wanted.letters.is_empty();
            std::mem::take(&mut wanted.letters)
        });
        if letters.is_empty() {
            return;
        }
        for letter in letters {
            font_for(letter);
        }
    }
}

fn with<T>(wanted: &Mutex<WantedLetters>, work: impl FnOnce(&mut WantedLetters) -> T) -> T {
    work(&mut wanted.lock().unwrap_or_else(PoisonError::into_inner))
}

impl App {
    /// Shows letters that were found.
    pub(super) fn letters_sought(&mut self) {
        let Some(graphics) = &self.graphics else {
            return;
        };
        provide(&graphics.main.context(), Arc::clone(&self.seek_letters));
        if let Some(client) = &graphics.client {
            provide(&client.screen.context(), Arc::clone(&self.seek_letters));
        }
    }

    /// Says once which letters no font of this computer has, be it in the window, in a picture or on paper.
    pub(super) fn say_missing_letters(&mut self) {
        if let Some(letters) = self.missing_letters.news() {
            self.state.warn(words::letters_missing(&scripts_of(&letters)));
        }
    }
}
