//! The thread that draws pictures. The latest request wins; small pictures and counts are made when nothing else is wanted.

use super::pictures::{BEFORE_SLOT, COARSE_SLOT};
use super::render_request::{RenderOutcome, RenderRequest};
use crate::design::Document;
use crate::editor::{ButtonPicture, PlanCounts};
use crate::engine::{Engine, EngineError, PhotoTexture};
use crate::gpu::{OpenDevice, block_on};
use crate::head::HeadView;
use crate::head::sites::{FollicleSites, SHIPPED_SEED};
use crate::store::sites_cache;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Work for when nothing is waiting.
enum IdleTask {
    Thumbnail(ButtonPicture, RenderRequest),
    Tally(Arc<Document>, Arc<HeadView>),
}

#[derive(Default)]
struct RenderQueue {
    requests: Option<Vec<RenderRequest>>,
    small: VecDeque<IdleTask>,
    forget: bool,
    stop: bool,
}

/// The door to the thread.
pub(super) struct RenderWorker {
    queue: Arc<(Mutex<RenderQueue>, Condvar)>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl RenderWorker {
    /// Starts the thread; `send` brings results to the window.
    pub fn start(gpu: OpenDevice, send: impl Fn(RenderOutcome) + Send + 'static) -> Self {
        let queue = Arc::new((Mutex::new(RenderQueue::default()), Condvar::new()));
        let of_thread = Arc::clone(&queue);
        let thread = std::thread::spawn(move || RenderThread::new(gpu, send).work(&of_thread));
        RenderWorker {
            queue,
            thread: Some(thread),
        }
    }

    fn queue(&self) -> MutexGuard<'_, RenderQueue> {
        self.queue.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for pictures; what was asked for before and isn't begun is forgotten.
    pub fn request(&self, requests: Vec<RenderRequest>) {
        self.queue().requests = Some(requests);
        self.queue.1.notify_one();
    }

    /// The project is closed: what was asked for isn't wanted any more, and what is kept of its photos goes.
    pub fn forget(&self) {
        let mut queue = self.queue();
        *queue = RenderQueue {
            forget: true,
            stop: queue.stop,
            ..RenderQueue::default()
        };
        self.queue.1.notify_one();
    }

    /// Asks for a small picture; an older request for the same button is forgotten.
    pub fn request_thumbnail(&self, thumbnail: ButtonPicture, request: RenderRequest) {
        let mut queue = self.queue();
        queue
            .small
            .retain(|small| !matches!(small, IdleTask::Thumbnail(other, _) if *other == thumbnail));
        queue.small.push_back(IdleTask::Thumbnail(thumbnail, request));
        self.queue.1.notify_one();
    }

    /// Asks for the count of a document.
    pub fn request_count(&self, document: Arc<Document>, view: Arc<HeadView>) {
        let mut queue = self.queue();
        queue.small.retain(|small| !matches!(small, IdleTask::Tally(..)));
        queue.small.push_front(IdleTask::Tally(document, view));
        self.queue.1.notify_one();
    }
}

impl Drop for RenderWorker {
    fn drop(&mut self) {
        self.queue().stop = true;
        self.queue.1.notify_one();
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported on stderr; there is nothing left to do.
            let _ = thread.join();
        }
    }
}

/// What the thread holds: an engine for each place of the window, so that variants beside each other keep their dots.
struct RenderThread<T> {
    gpu: OpenDevice,
    /// By slot, as they are needed.
    engines: BTreeMap<usize, Engine>,
    /// The engine of small pictures, of the coarse one and of the photo before.
    small: Option<Engine>,
    /// The photo that was drawn last, on the device once for all engines.
    photo: Option<PhotoTexture>,
    /// Sites of the last seed that doesn't ship.
    sites: Option<Arc<FollicleSites>>,
    send: T,
}

enum RenderTask {
    Pictures(Vec<RenderRequest>),
    Idle(IdleTask),
    Forget,
    Stop,
}

impl<T: Fn(RenderOutcome)> RenderThread<T> {
    fn new(gpu: OpenDevice, send: T) -> Self {
        RenderThread {
            gpu,
            engines: BTreeMap::new(),
            small: None,
            photo: None,
            sites: None,
            send,
        }
    }

    fn work(mut self, queue: &(Mutex<RenderQueue>, Condvar)) {
        loop {
            match next(queue) {
                RenderTask::Stop => return,
                RenderTask::Forget => self.forget(),
                RenderTask::Pictures(requests) => {
                    for request in requests {
                        match self.picture(&request) {
                            Ok((texture, took_ms)) => (self.send)(RenderOutcome::Picture {
                                request,
                                texture,
                                took_ms,
                            }),
                            Err(error) => self.fail(error),
                        }
                    }
                    (self.send)(RenderOutcome::Idle);
                }
                RenderTask::Idle(task) => {
                    if let Err(error) = self.work_while_idle(task) {
                        self.fail(error);
                    }
                }
            }
        }
    }

    /// Tells an error. After one of the device nobody knows which of the engines' work was done: they begin anew.
    fn fail(&mut self, error: EngineError) {
        if matches!(error, EngineError::Gpu(_)) {
            self.forget();
        }
        (self.send)(RenderOutcome::Failed(error));
    }

    /// Begins anew.
    fn forget(&mut self) {
        self.engines.clear();
        self.small = None;
        self.photo = None;
        // What was dropped is freed once the device has been asked.
        let _ = self.gpu.device.poll(wgpu::PollType::Poll);
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
            let (sites, _) =
                sites_cache::kept_or_grown(seed, |share| (self.send)(RenderOutcome::Growing(share)));
            self.sites = Some(Arc::new(sites));
        }
    }

    /// A picture of the engine for small ones.
    fn small(&mut self, request: &RenderRequest) -> Result<wgpu::Texture, EngineError> {
        self.grow(request.document.as_ref());
        let like = self.engines.values().next();
        let engine = self.small.get_or_insert_with(|| another(like, &self.gpu));
        give_sites(engine, self.sites.as_ref(), request.document.as_ref());
        let texture = render(engine, request, &mut self.photo)?;
        wait(&self.gpu)?;
        Ok(texture)
    }

    fn picture(&mut self, request: &RenderRequest) -> Result<(wgpu::Texture, [f64; 2]), EngineError> {
        if matches!(request.slot, COARSE_SLOT | BEFORE_SLOT) {
            return Ok((self.small(request)?, [0.0; 2]));
        }
        self.grow(request.document.as_ref());
        let engine = engine_at(&mut self.engines, self.small.as_ref(), request.slot, &self.gpu);
        give_sites(engine, self.sites.as_ref(), request.document.as_ref());
        let start = Instant::now();
        if let Some(document) = &request.document {
            engine.place(document, &request.view)?;
            wait(&self.gpu)?;
        }
        let placed = Instant::now();
        let texture = render(engine, request, &mut self.photo)?;
        wait(&self.gpu)?;
        let ms = |from: Instant, to: Instant| (to - from).as_secs_f64() * 1e3;
        Ok((texture, [ms(start, placed), ms(placed, Instant::now())]))
    }

    fn work_while_idle(&mut self, task: IdleTask) -> Result<(), EngineError> {
        match task {
            IdleTask::Thumbnail(thumbnail, request) => self.thumbnail(thumbnail, request),
            IdleTask::Tally(document, view) => self.tally(document, &view),
        }
    }

    fn tally(&mut self, document: Arc<Document>, view: &HeadView) -> Result<(), EngineError> {
        self.grow(Some(&document));
        // The first engine most likely holds these very dots.
        let engine = engine_at(&mut self.engines, self.small.as_ref(), 0, &self.gpu);
        give_sites(engine, self.sites.as_ref(), Some(&document));
        let tally = block_on(Some(&self.gpu.device), engine.tally(&document, view))?;
        let fills = document.design.fills.iter().zip(&tally.fills);
        let counts = PlanCounts {
            dots: Some(tally.dots),
            area_cm2: Some(tally.area_cm2),
            fills: fills
                .map(|(fill, of)| (fill.name.clone(), of.dots, of.area_cm2))
                .collect(),
        };
        (self.send)(RenderOutcome::Tally {
            document,
            counts,
            tally: Arc::new(tally),
        });
        Ok(())
    }

    fn thumbnail(&mut self, thumbnail: ButtonPicture, request: RenderRequest) -> Result<(), EngineError> {
        let texture = self.small(&request)?;
        (self.send)(RenderOutcome::Thumbnail {
            thumbnail,
            request,
            texture,
        });
        Ok(())
    }
}

fn next(queue: &(Mutex<RenderQueue>, Condvar)) -> RenderTask {
    let mut open = queue.0.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if open.stop {
            return RenderTask::Stop;
        }
        if std::mem::take(&mut open.forget) {
            return RenderTask::Forget;
        }
        if let Some(requests) = open.requests.take() {
            return RenderTask::Pictures(requests);
        }
        if let Some(small) = open.small.pop_front() {
            return RenderTask::Idle(small);
        }
        open = queue.1.wait(open).unwrap_or_else(PoisonError::into_inner);
    }
}

fn give_sites(engine: &mut Engine, sites: Option<&Arc<FollicleSites>>, document: Option<&Arc<Document>>) {
    if let (Some(document), Some(sites)) = (document, sites)
        && !engine.has_sites(document.design.seed)
    {
        engine.use_sites(Arc::clone(sites));
    }
}

/// Draws with the photo that another engine has on the device already.
fn render(
    engine: &mut Engine,
    request: &RenderRequest,
    photo: &mut Option<PhotoTexture>,
) -> Result<wgpu::Texture, EngineError> {
    let is_same = |kept: &PhotoTexture| Arc::ptr_eq(&kept.0, &request.photo);
    engine.use_photo(photo.clone().filter(is_same));
    let texture = engine.render_texture(
        request.document.as_deref(),
        &request.photo,
        &request.view,
        request.rect,
        request.size,
    )?;
    *photo = engine.photo_on_device();
    Ok(texture)
}

/// An engine more: beside one that is there, so that what they can share is there once.
fn another(like: Option<&Engine>, gpu: &OpenDevice) -> Engine {
    like.map_or_else(|| Engine::with_gpu(gpu.clone()), Engine::beside)
}

/// The engine of a slot.
fn engine_at<'a>(
    engines: &'a mut BTreeMap<usize, Engine>,
    small: Option<&Engine>,
    slot: usize,
    gpu: &OpenDevice,
) -> &'a mut Engine {
    let is_there = engines.contains_key(&slot);
    let fresh = (!is_there).then(|| another(engines.values().next().or(small), gpu));
    engines
        .entry(slot)
        .or_insert_with(|| fresh.unwrap_or_else(|| another(None, gpu)))
}

/// Waits until the device has done what it was given.
fn wait(gpu: &OpenDevice) -> Result<(), EngineError> {
    let done = gpu.device.poll(wgpu::PollType::wait_indefinitely());
    gpu.check()?;
    done.map(|_| ()).map_err(|error| {
        crate::gpu::GpuError::Device {
            reason: error.to_string(),
        }
        .into()
    })
}
