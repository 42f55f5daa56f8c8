//! The thread that draws pictures. The latest wish wins; small pictures and counts are made when nothing else is wanted.


use crate::editor::{PlanCounts, Thumbnail};
use crate::store::sites_cache;
use crate::design::Document;
use crate::engine::{Engine, EngineError, Rect, Tally};
use crate::gpu::{Gpu, block_on};
use crate::head::View;
use crate::head::sites::{SHIPPED_SEED, Sites};
use crate::photo::Photo;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A photo under a design, some part of it at some size.
#[derive(Clone)]
pub(super) struct Wish {
    /// Which place of the window it is for.
    pub slot: usize,
    /// The photo.
    pub photo: Arc<Photo>,
    /// Its view.
    pub view: Arc<View>,
    /// The treatment; none is the photo alone.
    pub document: Option<Arc<Document>>,
    /// Whether it is the picture before: the photo, or the photo in another light.
    pub before: bool,
    /// Part of the photo, px.
    pub rect: Rect,
    /// Size of the picture, px.
    pub size: [u32; 2],
}

impl PartialEq for Wish {
    fn eq(&self, other: &Self) -> bool {
        let same_document = match (&self.document, &other.document) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        self.slot == other.slot
            && Arc::ptr_eq(&self.photo, &other.photo)
            && Arc::ptr_eq(&self.view, &other.view)
            && same_document
            && (self.rect, self.size) == (other.rect, other.size)
    }
}

/// What the thread has made.
pub(super) enum Made {
    /// A picture for the canvas or the client's window.
    Picture {
        /// What was wished.
        wish: Wish,
        /// The picture.
        texture: wgpu::Texture,
        /// Time for dots and for drawing, ms.
        took_ms: [f64; 2],
    },
    /// A small picture for a button.
    Thumbnail {
        /// Which.
        thumb: Thumbnail,
        /// What was wished.
        wish: Wish,
        /// The picture.
        texture: wgpu::Texture,
    },
    /// Counted dots.
    Tally {
        /// Of this document.
        document: Arc<Document>,
        /// The numbers.
        counts: PlanCounts,
        /// The densities.
        tally: Arc<Tally>,
    },
    /// Sites of a new seed are being grown: share done.
    Growing(f64),
    /// All that was wished is done.
    Idle,
    /// It went wrong; the device may be lost.
    Failed(EngineError),
}

/// Work for when nothing is waiting.
enum Small {
    Thumb(Thumbnail, Wish),
    Tally(Arc<Document>, Arc<View>),
}

#[derive(Default)]
struct Desk {
    wishes: Option<Vec<Wish>>,
    small: VecDeque<Small>,
    stop: bool,
}

/// The door to the thread.
pub(super) struct Worker {
    desk: Arc<(Mutex<Desk>, Condvar)>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; `tell` brings results to the window.
    pub fn start(gpu: Gpu, tell: impl Fn(Made) + Send + 'static) -> Self {
        let desk = Arc::new((Mutex::new(Desk::default()), Condvar::new()));
        let of_thread = Arc::clone(&desk);
        let thread = std::thread::spawn(move || Bench::new(gpu, tell).work(&of_thread));
        Worker {
            desk,
            thread: Some(thread),
        }
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wishes pictures; what was wished before and isn't begun is forgotten.
    pub fn wish(&self, wishes: Vec<Wish>) {
        self.desk().wishes = Some(wishes);
        self.desk.1.notify_one();
    }

    /// Wishes a small picture; an older wish for the same button is forgotten.
    pub fn thumb(&self, thumb: Thumbnail, wish: Wish) {
        let mut desk = self.desk();
        desk.small
            .retain(|small| !matches!(small, Small::Thumb(other, _) if *other == thumb));
        desk.small.push_back(Small::Thumb(thumb, wish));
        self.desk.1.notify_one();
    }

    /// Wishes the count of a document.
    pub fn tally(&self, document: Arc<Document>, view: Arc<View>) {
        let mut desk = self.desk();
        desk.small.retain(|small| !matches!(small, Small::Tally(..)));
        desk.small.push_front(Small::Tally(document, view));
        self.desk.1.notify_one();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.desk().stop = true;
        self.desk.1.notify_one();
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported on stderr; there is nothing left to do.
            let _ = thread.join();
        }
    }
}

/// What the thread holds: an engine for each place of the window, so that variants beside each other keep their dots.
struct Bench<T> {
    gpu: Gpu,
    engines: Vec<Engine>,
    small: Option<Engine>,
    /// Sites of the last seed that doesn't ship.
    sites: Option<Arc<Sites>>,
    tell: T,
}

enum Task {
    Pictures(Vec<Wish>),
    Small(Small),
    Stop,
}

impl<T: Fn(Made)> Bench<T> {
    fn new(gpu: Gpu, tell: T) -> Self {
        Bench {
            gpu,
            engines: Vec::new(),
            small: None,
            sites: None,
            tell,
        }
    }

    fn work(mut self, desk: &(Mutex<Desk>, Condvar)) {
        loop {
            match next(desk) {
                Task::Stop => return,
                Task::Pictures(wishes) => {
                    for wish in wishes {
                        match self.picture(&wish) {
                            Ok((texture, took_ms)) => (self.tell)(Made::Picture {
                                wish,
                                texture,
                                took_ms,
                            }),
                            Err(error) => self.fail(error),
                        }
                    }
                    (self.tell)(Made::Idle);
                }
                Task::Small(small) => {
                    if let Err(error) = self.small(small) {
                        self.fail(error);
                    }
                }
            }
        }
    }

    /// Tells an error. After one of the device nobody knows which of the engines' work was done: they begin anew.
    fn fail(&mut self, error: EngineError) {
        if matches!(error, EngineError::Gpu(_)) {
            self.engines.clear();
            self.small = None;
        }
        (self.tell)(Made::Failed(error));
    }

    /// Grows the sites of a document's seed, or reads them from the cache, where they don't ship.
    fn grow(&mut self, document: Option<&Arc<Document>>) {
        let Some(seed) = document
            .map(|document| document.design.seed)
            .filter(|seed| *seed != SHIPPED_SEED)
        else {
            return;
        };
        if self.sites.as_ref().is_none_or(|sites| sites.seed() != seed) {
            // Where they can't be kept they are grown again next time, which takes seconds.
            let (sites, _) = sites_cache::kept_or_grown(seed, |share| (self.tell)(Made::Growing(share)));
            self.sites = Some(Arc::new(sites));
        }
    }

    fn picture(&mut self, wish: &Wish) -> Result<(wgpu::Texture, [f64; 2]), EngineError> {
        while self.engines.len() <= wish.slot {
            self.engines.push(Engine::with_gpu(self.gpu.clone()));
        }
        self.grow(wish.document.as_ref());
        let engine = &mut self.engines[wish.slot];
        give_sites(engine, self.sites.as_ref(), wish.document.as_ref());
        let start = Instant::now();
        if let Some(document) = &wish.document {
            engine.place(document, &wish.view)?;
            wait(&self.gpu)?;
        }
        let placed = Instant::now();
        let texture = render(engine, wish)?;
        wait(&self.gpu)?;
        let ms = |from: Instant, to: Instant| (to - from).as_secs_f64() * 1e3;
        Ok((texture, [ms(start, placed), ms(placed, Instant::now())]))
    }

    fn small(&mut self, small: Small) -> Result<(), EngineError> {
        if let Small::Tally(document, view) = small {
            // The first engine most likely holds these very dots.
            if self.engines.is_empty() {
                self.engines.push(Engine::with_gpu(self.gpu.clone()));
            }
            self.grow(Some(&document));
            let engine = &mut self.engines[0];
            give_sites(engine, self.sites.as_ref(), Some(&document));
            let tally = block_on(Some(&self.gpu.device), engine.tally(&document, &view))?;
            let counts = PlanCounts {
                dots: Some(tally.dots),
                area_cm2: Some(tally.area_cm2),
            };
            (self.tell)(Made::Tally {
                document,
                counts,
                tally: Arc::new(tally),
            });
        } else if let Small::Thumb(thumb, wish) = small {
            self.grow(wish.document.as_ref());
            let engine = self
                .small
                .get_or_insert_with(|| Engine::with_gpu(self.gpu.clone()));
            give_sites(engine, self.sites.as_ref(), wish.document.as_ref());
            let texture = render(engine, &wish)?;
            wait(&self.gpu)?;
            (self.tell)(Made::Thumb { thumb, wish, texture });
        }
        Ok(())
    }
}

fn next(desk: &(Mutex<Desk>, Condvar)) -> Task {
    let mut open = desk.0.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if open.stop {
            return Task::Stop;
        }
        if let Some(wishes) = open.wishes.take() {
            return Task::Pictures(wishes);
        }
        if let Some(small) = open.small.pop_front() {
            return Task::Small(small);
        }
        open = desk.1.wait(open).unwrap_or_else(PoisonError::into_inner);
    }
}

fn give_sites(engine: &mut Engine, sites: Option<&Arc<Sites>>, document: Option<&Arc<Document>>) {
    if let (Some(document), Some(sites)) = (document, sites)
        && !engine.has_sites(document.design.seed)
    {
        engine.use_sites(Arc::clone(sites));
    }
}

fn render(engine: &mut Engine, wish: &Wish) -> Result<wgpu::Texture, EngineError> {
    engine.render_texture(
        wish.document.as_deref(),
        &wish.photo,
        &wish.view,
        wish.rect,
        wish.size,
    )
}

/// Waits until the device has done what it was given.
fn wait(gpu: &Gpu) -> Result<(), EngineError> {
    let done = gpu.device.poll(wgpu::PollType::wait_indefinitely());
    gpu.check()?;
    done.map(|_| ()).map_err(|error| {
        crate::gpu::GpuError::Device {
            reason: error.to_string(),
        }
        .into()
    })
}
