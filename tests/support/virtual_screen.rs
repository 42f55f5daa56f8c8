//! A virtual screen with the program's window on it, driven as a person would: keys, pointer, a look at the picture.

use glam::DVec2;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Size of the window, px.
pub const WINDOW_PX: [u32; 2] = [1440, 900];
/// Height of the virtual screen under it that no window takes: where desktops have their bars, px.
const BARS_PX: u32 = 72;
/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(90);

/// Why no window can be tested here, if so. Where `SHADOWLINE_WINDOW_TESTS` is set that is a failure.
pub fn missing() -> Option<String> {
    let lacks = ["Xvfb", "xdotool", "import"].into_iter().find(|tool| {
        let there = Command::new("which").arg(tool).stdout(Stdio::null()).status();
        !there.is_ok_and(|status| status.success())
    })?;
    assert!(
        std::env::var_os("SHADOWLINE_WINDOW_TESTS").is_none(),
        "{lacks} is missing: scripts/setup --window installs it"
    );
    Some(format!("skipped 1 of 1: {lacks} is not installed"))
}

static TURN: Mutex<()> = Mutex::new(());

/// The screen, and folders of its own for everything that the program keeps.
pub struct VirtualScreen {
    /// Windows take turns: several that are drawn by software on two cores keep each other waiting.
    _turn: MutexGuard<'static, ()>,
    screen: Child,
    pub display: String,
    pub folder: PathBuf,
}

/// The program on a screen.
pub struct Running {
    child: Child,
    display: String,
    shots: PathBuf,
}

impl VirtualScreen {
    /// A fresh screen and empty folders.
    pub fn new(name: &str) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = std::env::temp_dir().join(format!("shadowline-window-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        // Two servers that look for a free number at once can find the same; the later one gives up.
        let (screen, display) = (0..5).find_map(|_| screen()).expect("Xvfb starts");
        VirtualScreen {
            _turn: turn,
            screen,
            display,
            folder,
        }
    }

    /// The program as a command, with its folders on this screen.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shadowline"));
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", &self.folder)
            .env("XDG_CONFIG_HOME", self.folder.join("config"))
            .env("XDG_DATA_HOME", self.folder.join("data"))
            .env("XDG_CACHE_HOME", self.folder.join("cache"));
        command
    }

    /// Starts the window and waits until it shows something.
    pub fn open(&self, arguments: &[&Path]) -> Running {
        let said = self.folder.join("stderr.txt");
        let child = self
            .command()
            .args(arguments)
            .stderr(std::fs::File::create(&said).expect("a file"))
            .spawn()
            .expect("the program starts");
        let shots = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("window");
        std::fs::create_dir_all(&shots).expect("a folder");
        let mut running = Running {
            child,
            display: self.display.clone(),
            shots,
        };
        wait_for("the window", || {
            if !running.lives() {
                panic!(
                    "the program ended: {}",
                    std::fs::read_to_string(&said).unwrap_or_default()
                );
            }
            let found = running.xdotool(&["search", "--onlyvisible", "--name", "Shadowline"]);
            found.is_some_and(|ids| !ids.trim().is_empty())
        });
        // There is no window manager that would give it the keyboard.
        let ids = running.xdotool(&["search", "--onlyvisible", "--name", "Shadowline"]);
        let id = ids
            .as_deref()
            .and_then(|ids| ids.lines().next())
            .unwrap_or_default()
            .to_owned();
        running
            .xdotool(&["windowfocus", "--sync", &id])
            .expect("the keyboard");
        running.settle();
        running
    }
}

/// A server, and the name of its display; none where it found no number.
fn screen() -> Option<(Child, String)> {
    let [width, height] = WINDOW_PX;
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0"])
        .arg(format!("{width}x{}x24", height + BARS_PX))
        // Without `-noreset` it begins anew whenever its last client goes, and refuses who comes just then.
        .args(["-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed");
    let mut number = String::new();
    let said = screen.stdout.take().expect("its output");
    BufReader::new(said).read_line(&mut number).expect("its number");
    match number.trim() {
        "" => {
            let _ = screen.wait();
            None
        }
        number => Some((screen, format!(":{number}"))),
    }
}

impl Drop for VirtualScreen {
    fn drop(&mut self) {
        let _ = self.screen.kill();
        let _ = self.screen.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Running {
    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", &self.display)
            .output()
            .expect("xdotool starts");
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Presses keys, one after the other: `ctrl+s`, `4`, `Return`.
    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]).expect("a key");
            std::thread::sleep(Duration::from_millis(60));
        }
        self.settle();
    }

    /// Holds a key while something is done.
    pub fn holding<T>(&self, key: &str, then: impl FnOnce(&Self) -> T) -> T {
        self.xdotool(&["keydown", key]).expect("a key");
        self.settle();
        let value = then(self);
        self.xdotool(&["keyup", key]).expect("a key");
        self.settle();
        value
    }

    /// Presses a key and goes on at once, while the screen may still move.
    pub fn press(&self, key: &str) {
        self.xdotool(&["key", key]).expect("a key");
    }

    /// Replaces the text of the field that has the keyboard.
    pub fn write(&self, text: &str) {
        self.xdotool(&["key", "ctrl+a"]).expect("a key");
        self.xdotool(&["type", "--delay", "15", text]).expect("text");
        std::thread::sleep(Duration::from_millis(300));
    }

    /// Clicks.
    pub fn click(&self, at: DVec2) {
        self.point(at);
        self.xdotool(&["click", "1"]).expect("a click");
        self.settle();
    }

    fn point(&self, at: DVec2) {
        let (x, y) = (format!("{:.0}", at.x), format!("{:.0}", at.y));
        self.xdotool(&["mousemove", &x, &y]).expect("a move");
        std::thread::sleep(Duration::from_millis(120));
    }

    /// Drags from one place to another, in small moves as a hand does.
    pub fn drag(&self, from: DVec2, to: DVec2) {
        self.point(from);
        self.xdotool(&["mousedown", "1"]).expect("a press");
        for step in 1..=8 {
            self.point(from.lerp(to, f64::from(step) / 8.0));
        }
        self.xdotool(&["mouseup", "1"]).expect("a release");
        self.settle();
    }

    /// A quick stroke from one place to another, by one call; where it is not `finished` the button stays down.
    pub fn stroke(&self, from: DVec2, to: DVec2, finished: bool) {
        let mut arguments = Vec::new();
        for step in 0..=6 {
            let at = from.lerp(to, f64::from(step) / 6.0);
            arguments.extend([
                "mousemove".to_owned(),
                format!("{:.0}", at.x),
                format!("{:.0}", at.y),
            ]);
            if step == 0 {
                arguments.extend(["mousedown", "1"].map(str::to_owned));
            }
            arguments.extend(["sleep", "0.02"].map(str::to_owned));
        }
        if finished {
            arguments.extend(["mouseup", "1"].map(str::to_owned));
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.xdotool(&arguments).expect("a stroke");
    }

    /// The screen as it is now; kept under its name for looking at.
    pub fn look(&self, name: &str) -> image::RgbImage {
        let screen = &self.display[1..];
        // Taken many times a second while the screen settles: packing a picture takes ten times as long as taking it.
        let path = match name {
            SETTLING => self.shots.join(format!("{name}-{screen}.bmp")),
            _ => self.shots.join(format!("{name}.png")),
        };
        let taken = Command::new("import")
            .args(["-window", "root", "-define", "png:compression-level=1"])
            .arg(&path)
            .env("DISPLAY", &self.display)
            .status();
        assert!(taken.is_ok_and(|status| status.success()), "no screenshot");
        image::open(&path).expect("a picture").to_rgb8()
    }

    /// Waits until nothing moves on the screen any more (a blinking caret may).
    pub fn settle(&self) {
        std::thread::sleep(Duration::from_millis(250));
        let end = Instant::now() + Duration::from_secs(20);
        let mut calm = 0;
        let mut last = self.look(SETTLING);
        while calm < 2 && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(200));
            let now = self.look(SETTLING);
            let moved = now.pixels().zip(last.pixels()).filter(|(a, b)| a != b).count();
            calm = if moved < CARET_PX { calm + 1 } else { 0 };
            last = now;
        }
    }

    /// Ends the program as a crash would.
    pub fn kill(mut self) {
        self.child.kill().expect("it lives");
        self.child.wait().expect("it ends");
    }

    /// Whether the program is still there.
    pub fn lives(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Name of the pictures that are only compared.
const SETTLING: &str = "settling";
/// Pixels that a blinking caret may change.
const CARET_PX: usize = 120;

/// Waits for something to come true.
pub fn wait_for(what: &str, mut come_true: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !come_true() {
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(150));
    }
}
