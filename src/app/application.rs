//! The program with a window: what winit says, and what becomes of it.

use super::UserEvent;
use super::client_window::ClientWindow;
use super::desktop;
use super::failure;
use super::messages::{MessageSender, ThreadMessage};
use super::open::{OpenedPhoto, PhotoKey};
use super::photo_records::PhotoRecords;
use super::pictures::DrawnPictures;
use super::render_thread::RenderWorker;
use super::save::ProjectFiles;
use super::screen::{WindowScreen, hidden_window};
use super::watch::{FolderWatch, OwnFiles};
use crate::canvas::CanvasMemory;
use crate::editor::{AfterSave, Dialog, EditorState, ExportForm, OpenTarget};
use crate::gpu::{OpenDevice, block_on, missing_advice};
use crate::head::FitInput;
use crate::letters::MissingLetters;
use crate::store::{
    ProgramFolders, RecoveryWriter, WorkClaim, begin_recovery, left_behind, load_preferences, load_recent,
    notes,
};
use crate::words::Language;
use crate::words::app as words;
use crate::words::recovery::{fallen, not_written};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Receiver;
use std::time::Instant;
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{Window, WindowId};

/// Opens the window and stays until it is closed; `path` is a photo or a project.
pub fn run(path: Option<PathBuf>) -> ExitCode {
    super::frugal_memory::ask_for_it();
    let folders = ProgramFolders::of_platform();
    if let Some(folders) = &folders {
        folders.close_to_others();
        notes::begin(&folders.notes);
    }
    failure::watch_for_falls();
    let ended = catch_unwind(AssertUnwindSafe(|| live(path, folders)));
    let failed = ended.unwrap_or_else(|_| Err(fallen(left_behind().as_deref())));
    match failed {
        Ok(()) => {
            notes::note(words::ENDED);
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            failure::say(&sentence);
            ExitCode::FAILURE
        }
    }
}

/// The life of the window; an error is a sentence that says why there can be none.
fn live(path: Option<PathBuf>, folders: Option<ProgramFolders>) -> Result<(), String> {
    let no_display = |error| words::no_display(&error);
    let event_loop = EventLoop::<UserEvent>::with_user_event()
        .build()
        .map_err(no_display)?;
    let mut app = App::new(event_loop.create_proxy(), folders);
    // Reading begins before the window is there: the first picture comes sooner.
    if let Some(path) = path {
        super::open::file(&app.messages, path, OpenTarget::Anybody);
    }
    event_loop.run_app(&mut app).map_err(no_display)?;
    app.failure.map_or(Ok(()), Err)
}

/// The device and what stands on it; made anew when the device is lost.
pub(super) struct WindowGraphics {
    pub instance: wgpu::Instance,
    pub adapter: wgpu::Adapter,
    pub gpu: OpenDevice,
    pub worker: RenderWorker,
    pub main: WindowScreen,
    pub client: Option<ClientWindow>,
    pub pictures: DrawnPictures,
}

/// Everything.
pub(super) struct App {
    pub proxy: EventLoopProxy<UserEvent>,
    pub messages: MessageSender,
    inbox: Receiver<ThreadMessage>,
    pub state: EditorState,
    /// What the canvas remembers between frames.
    pub canvas: CanvasMemory,
    pub graphics: Option<WindowGraphics>,
    /// Counts the devices, so that messages of a lost one are known from those of the next.
    pub device_number: u32,
    /// What is known of photos.
    pub photos: PhotoRecords,
    pub folders: Option<ProgramFolders>,
    pub recovery: Option<RecoveryWriter>,
    /// No step of the open project has been kept against a crash yet.
    pub nothing_recorded: bool,
    /// The files that are written for the open project.
    pub keeping: ProjectFiles,
    pub watch: Option<FolderWatch>,
    /// What this window has exported.
    pub own_files: OwnFiles,
    pub cancel_export: Arc<AtomicBool>,
    /// What was asked of the export under way; it is asked again where that fails.
    pub exporting: Option<Box<ExportForm>>,
    /// When the window wants to be drawn again though nothing happens.
    pub wake_at: Option<Instant>,
    /// When the pictures of the last second were made.
    pub drawn_at: VecDeque<Instant>,
    /// Why the program ends with an error.
    pub failure: Option<String>,
    /// The program shall end.
    pub leaving: bool,
    /// What happens once the project is saved.
    pub after_save: Option<AfterSave>,
    /// Lost work of a protected project that waits for its passphrase.
    pub waiting_claim: Option<WorkClaim>,
    /// Photos that were opened while a project was open, until a person has said whose they are.
    pub arrived: Vec<OpenedPhoto>,
    /// The window's title as it stands there.
    pub title: String,
    /// What the head's edge was looked for last.
    pub edge_sought: Option<FitInput>,
    /// What the last measurement was made of: photo, view, skin that a person has set.
    pub measured_of: Option<(PhotoKey, crate::head::HeadView, Option<f64>)>,
    /// The photo for which a person has asked for a fit to a face.
    pub face_wanted: Option<PhotoKey>,
    /// What hears of letters that the window lacks.
    pub seek_letters: Arc<dyn Fn(char) + Send + Sync>,
    /// What has been said of letters that no font has.
    pub missing_letters: MissingLetters,
    /// The language where the preferences name none.
    pub usual_language: Language,
}

impl App {
    fn new(proxy: EventLoopProxy<UserEvent>, folders: Option<ProgramFolders>) -> Self {
        let (messages, inbox) = MessageSender::new(proxy.clone());
        let (prefs, said) = folders.as_ref().map(load_preferences).unwrap_or_default();
        let (recent, also) = folders.as_ref().map(load_recent).unwrap_or_default();
        // What the program has begun with: the system's, or what the command line asked for.
        let usual_language = Language::current();
        Language::preferred(prefs.language.as_deref(), usual_language).show();
        let mut state = EditorState::new(prefs);
        state.recent = recent;
        state.own_styles = super::own_styles::kept_styles();
        for said in said.into_iter().chain(also) {
            state.warn(said);
        }
        let own_files = OwnFiles::default();
        let seek_letters = super::letters::seeker(&messages);
        let watch = state
            .prefs
            .watch
            .clone()
            .map(|folder| FolderWatch::start(folder, messages.clone(), own_files.clone()));
        let recovery = keep_against_crashes(&mut state, folders.as_ref(), &messages);
        App {
            recovery,
            nothing_recorded: true,
            keeping: ProjectFiles::default(),
            proxy,
            messages,
            inbox,
            state,
            usual_language,
            canvas: CanvasMemory::default(),
            graphics: None,
            device_number: 0,
            photos: PhotoRecords::default(),
            folders,
            watch,
            own_files,
            seek_letters,
            missing_letters: MissingLetters::default(),
            cancel_export: Arc::default(),
            exporting: None,
            wake_at: None,
            drawn_at: VecDeque::new(),
            failure: None,
            leaving: false,
            after_save: None,
            waiting_claim: None,
            arrived: Vec::new(),
            title: String::new(),
            edge_sought: None,
            measured_of: None,
            face_wanted: None,
        }
    }

    /// Opens window, device and the drawing thread.
    fn open_graphics(&mut self, event_loop: &ActiveEventLoop) -> Result<(), String> {
        let attributes = Window::default_attributes()
            .with_title(words::PROGRAM)
            .with_inner_size(desktop::fitting(desktop::WINDOW, event_loop))
            .with_min_inner_size(desktop::fitting(desktop::SMALLEST, event_loop));
        let window = hidden_window(event_loop, attributes)?;
        let descriptor = wgpu::InstanceDescriptor::new_with_display_handle_from_env(Box::new(
            event_loop.owned_display_handle(),
        ));
        let instance = wgpu::Instance::new(descriptor);
        let surface = instance
            .create_surface(Arc::clone(&window))
            .map_err(|error| words::no_surface(&error, missing_advice()))?;
        let (gpu, adapter) =
            block_on(None, OpenDevice::open_for(&instance, &surface)).map_err(|error| error.to_string())?;
        self.device_number += 1;
        let (proxy, number) = (self.proxy.clone(), self.device_number);
        gpu.device.set_device_lost_callback(move |reason, sentence| {
            // A device that is dropped on purpose says so too.
            if reason != wgpu::DeviceLostReason::Destroyed {
                let _ = proxy.send_event(UserEvent::DeviceLost(sentence));
            }
        });
        let messages = self.messages.clone();
        let worker = RenderWorker::start(gpu.clone(), move |made| {
            messages.send(ThreadMessage::Rendered(number, made))
        });
        let main = WindowScreen::new(event_loop, &self.proxy, window, surface, &adapter, &gpu)?;
        crate::panel::theme::fonts(&main.context());
        crate::panel::letters::provide(&main.context(), Arc::clone(&self.seek_letters));
        main.dress(&self.state.prefs);
        self.state.device = gpu.info.name.clone();
        notes::note(&words::drawn_by(&self.state.device));
        self.state.thumbs.clear();
        self.graphics = Some(WindowGraphics {
            instance,
            adapter,
            gpu,
            worker,
            main,
            client: None,
            pictures: DrawnPictures::default(),
        });
        self.show_recent();
        Ok(())
    }

    /// Closes window and device and opens new ones; the document isn't touched.
    fn rebuild(&mut self, event_loop: &ActiveEventLoop, sentence: &str) {
        notes::note(&words::device_lost(sentence));
        self.graphics = None;
        self.state.client.open = false;
        match self.open_graphics(event_loop) {
            Ok(()) => self.state.warn(words::device_lost(sentence)),
            Err(sentence) => self.fail(event_loop, sentence),
        }
    }

    fn fail(&mut self, event_loop: &ActiveEventLoop, sentence: String) {
        self.failure = Some(sentence);
        event_loop.exit();
    }

    fn redraw(&self) {
        if let Some(graphics) = &self.graphics {
            graphics.main.window.request_redraw();
            if let Some(client) = &graphics.client {
                client.screen.window.request_redraw();
            }
        }
    }

    fn take_messages(&mut self) {
        while let Ok(message) = self.inbox.try_recv() {
            self.handle_message(message);
        }
        self.redraw();
    }
}

/// Finds lost work and begins to keep this run's; where that can't be kept, the window says so for as long as it is true.
fn keep_against_crashes(
    state: &mut EditorState,
    folders: Option<&ProgramFolders>,
    messages: &MessageSender,
) -> Option<RecoveryWriter> {
    let Some(folders) = folders else {
        state.unguarded = Some(not_written(&words::no_home()));
        return None;
    };
    let messages = messages.clone();
    let (lost, recovery) = begin_recovery(folders, move |why| messages.send(ThreadMessage::Unguarded(why)));
    if !lost.is_empty() {
        state.dialog = Some(Dialog::Recovery);
    }
    state.lost = lost;
    recovery
        .inspect_err(|error| state.unguarded = Some(not_written(error)))
        .ok()
}

impl ApplicationHandler<UserEvent> for App {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.graphics.is_none()
            && let Err(sentence) = self.open_graphics(event_loop)
        {
            self.fail(event_loop, sentence);
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        match event {
            UserEvent::Messages => self.take_messages(),
            UserEvent::DeviceLost(sentence) => self.rebuild(event_loop, &sentence),
            UserEvent::AccessKit(event) => {
                if let Some(graphics) = &mut self.graphics {
                    graphics.hear_reader(event);
                }
            }
        }
        self.leave_if_asked(event_loop);
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, id: WindowId, event: WindowEvent) {
        let Some(graphics) = &mut self.graphics else {
            return;
        };
        if graphics.main.window.id() != id {
            self.client_event(id, event);
            return;
        }
        if desktop::is_idle_repeat(&event) {
            return;
        }
        match &event {
            WindowEvent::RedrawRequested => self.frame(event_loop),
            WindowEvent::CloseRequested => self.ask_to_leave(),
            WindowEvent::DroppedFile(path) => {
                let path = path.clone();
                self.open_path(path, OpenTarget::Anybody);
            }
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => graphics.main.resize(),
            _ => {}
        }
        // Passing a redraw on to egui would ask for frames for ever.
        if !matches!(event, WindowEvent::RedrawRequested)
            && let Some(graphics) = &mut self.graphics
        {
            let window = Arc::clone(&graphics.main.window);
            if graphics.main.egui.on_window_event(&window, &event).repaint {
                window.request_redraw();
            }
        }
        self.leave_if_asked(event_loop);
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        match self.wake_at {
            Some(at) if at <= Instant::now() => {
                self.wake_at = None;
                self.redraw();
                event_loop.set_control_flow(ControlFlow::Wait);
            }
            Some(at) => event_loop.set_control_flow(ControlFlow::WaitUntil(at)),
            None => event_loop.set_control_flow(ControlFlow::Wait),
        }
    }
}

impl WindowGraphics {
    fn hear_reader(&mut self, event: egui_winit::accesskit_winit::Event) {
        use egui_winit::accesskit_winit::WindowEvent as Reader;
        let screen = match &mut self.client {
            Some(client) if client.screen.window.id() == event.window_id => &mut client.screen,
            _ => &mut self.main,
        };
        match event.window_event {
            Reader::InitialTreeRequested => screen.context().enable_accesskit(),
            Reader::ActionRequested(request) => screen.egui.on_accesskit_action_request(request),
            Reader::AccessibilityDeactivated => screen.context().disable_accesskit(),
        }
        screen.window.request_redraw();
    }
}
