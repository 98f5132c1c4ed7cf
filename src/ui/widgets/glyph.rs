//! Every picture of the page by name: a 16 px box, drawn with a few pens that `icon.css` knows.

macro_rules! glyphs {
    ($($name:ident $slug:literal [$($pen:ident $path:literal),+],)+) => {
        /// A picture. Named after what it shows, never after what it stands for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Glyph { $($name),+ }

        impl Glyph {
            /// All of them, in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug),+ }
            }

            /// The SVG paths, from the bottom up.
            pub fn strokes(self) -> &'static [(Pen, &'static str)] {
                match self { $(Self::$name => &[$((Pen::$pen, $path)),+]),+ }
            }
        }
    };
}

/// How a path of a glyph is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// The 1.5 px line of every icon.
    Line,
    /// A thicker line.
    Bold,
    /// A broken line.
    Dash,
    /// A filled shape.
    Fill,
    /// A line in the colour of the ground, on top of a filled shape.
    Cut,
}

impl Pen {
    /// `None` for the plain line, which needs no attribute.
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Self::Line => None,
            Self::Bold => Some("bold"),
            Self::Dash => Some("dash"),
            Self::Fill => Some("fill"),
            Self::Cut => Some("cut"),
        }
    }
}

glyphs! {
    Alarm "alarm" [Line "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4L1.8 10.6V5.4ZM8 4.8v3.7M8 11h.01"],
    ArrowDown "arrow-down" [Line "M8 3v10M4.5 9.5 8 13l3.5-3.5"],
    ArrowLeft "arrow-left" [Line "M13 8H3M6.5 4.5 3 8l3.5 3.5"],
    ArrowRight "arrow-right" [Line "M3 8h10M9.5 4.5 13 8l-3.5 3.5"],
    ArrowUp "arrow-up" [Line "M8 13V3M4 7l4-4 4 4"],
    Bell "bell" [Line "M8 2a4 4 0 0 1 4 4c0 3.2 1.4 4 1.4 5H2.6c0-1 1.4-1.8 1.4-5a4 4 0 0 1 4-4ZM6.5 13.4a1.7 1.7 0 0 0 3 0"],
    Bulb "bulb" [Line "M5.8 11c0-1.6-2-2.3-2-5a4.2 4.2 0 0 1 8.4 0c0 2.7-2 3.4-2 5ZM6.3 13.8h3.4"],
    Calendar "calendar" [Line "M3.5 3h9a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-9a1.5 1.5 0 0 1-1.5-1.5v-8a1.5 1.5 0 0 1 1.5-1.5ZM2 6.5h12M5.5 1.5v3M10.5 1.5v3"],
    Chart "chart" [Line "M2 14h12M4 11V8M8 11V3M12 11V6"],
    ChevronDown "chevron-down" [Line "M4.5 6.5l3.5 3.5 3.5-3.5"],
    ChevronLeft "chevron-left" [Line "M9.5 4.5 6 8l3.5 3.5"],
    ChevronRight "chevron-right" [Line "M6.5 4.5 10 8l-3.5 3.5"],
    Clip "clip" [Line "M12.5 7.5 7.7 12.3a2.8 2.8 0 0 1-4-4L9 3a1.9 1.9 0 0 1 2.7 2.7L6.6 10.8a.9.9 0 0 1-1.3-1.3L9.5 5.3"],
    Clock "clock" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0ZM8 4.5V8l2.5 1.5"],
    Columns "columns" [Line "M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-9a1.5 1.5 0 0 1-1.5-1.5v-8a1.5 1.5 0 0 1 1.5-1.5ZM6 2.5v11M10 2.5v11"],
    Copy "copy" [Line "M7 5.5h5a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-5a1.5 1.5 0 0 1-1.5-1.5v-5a1.5 1.5 0 0 1 1.5-1.5ZM10.5 5.5v-3h-8v8h3"],
    Cross "cross" [Line "M4 4l8 8M12 4l-8 8"],
    Device "device" [Line "M3.5 3h9a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-9a1.5 1.5 0 0 1-1.5-1.5v-5a1.5 1.5 0 0 1 1.5-1.5ZM5.5 14h5M6 7l1.5 1.5L10.5 5.5"],
    Diamond "diamond" [Fill "M8 .8 15.2 8 8 15.2.8 8Z"],
    Disc "disc" [Fill "M1.8 8a6.2 6.2 0 1 0 12.4 0 6.2 6.2 0 1 0-12.4 0Z"],
    DiscTick "disc-tick" [Fill "M1.3 8a6.7 6.7 0 1 0 13.4 0 6.7 6.7 0 1 0-13.4 0Z", Cut "M5.3 8.2l1.9 1.9 3.5-4"],
    Download "download" [Line "M8 2v8M5 7.5l3 3 3-3M3 13.5h10"],
    File "file" [Line "M4 1.8h5L12.5 5.3v8.9H4ZM9 2v3.5h3.4"],
    Flag "flag" [Line "M3.5 14V2.5h8l-1.5 3 1.5 3h-8"],
    Fork "fork" [Line "M8 14V9M8 9 3.5 4.5M8 9l4.5-4.5M3.2 7V4h3M12.8 7V4h-3"],
    Funnel "funnel" [Line "M2 3h12L9.5 8.5v4l-3 1.5V8.5Z"],
    Gear "gear" [Line "M5.8 8a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0ZM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4"],
    Grid "grid" [Line "M3 2h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1ZM10 2h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1ZM3 9h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1ZM10 9h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1Z"],
    Horn "horn" [Line "M2.5 6.5v3h2.2L10.5 13V3L4.7 6.5ZM13 6.2v3.6"],
    Hourglass "hourglass" [Line "M4 2h8M4 14h8M4.8 2v2.2c0 1.6 3.2 2.6 3.2 3.8s-3.2 2.2-3.2 3.8V14M11.2 2v2.2c0 1.6-3.2 2.6-3.2 3.8s3.2 2.2 3.2 3.8V14"],
    Inbox "inbox" [Line "M2 9.5 4 3h8l2 6.5V13H2ZM2 9.5h3.5l1 1.8h3l1-1.8H14"],
    Info "info" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0ZM8 7.3V11M8 5h.01"],
    Keyboard "keyboard" [Line "M3 4h10a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-10a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5ZM4 6.8h.01M6.7 6.8h.01M9.3 6.8h.01M12 6.8h.01M5 10h6"],
    Lanes "lanes" [Line "M2.5 4h6M5.5 8h7M8.5 12h5M2 1.5v13"],
    Link "link" [Line "M6.5 9.5 9.5 6.5M7 4.5l1-1a3 3 0 0 1 4.3 4.3l-1 1M9 11.5l-1 1a3 3 0 0 1-4.3-4.3l1-1"],
    List "list" [Line "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01"],
    Lock "lock" [Line "M4.5 7h7a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1 -1.5 1.5h-7a1.5 1.5 0 0 1 -1.5 -1.5v-4a1.5 1.5 0 0 1 1.5 -1.5ZM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"],
    Logo "logo" [Fill "M8 1.2 14 4.6v6.8L8 14.8 2 11.4V4.6Z", Cut "M4.6 9.2h1.8l1.3-3 1.6 4.6 1-1.6h1.3"],
    Merge "merge" [Line "M2.4 3.6a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0ZM2.4 12.4a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0ZM10.4 8a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0ZM4 5.2v5.6M5.4 4.6C6.5 7 8 8 10.4 8"],
    Minus "minus" [Line "M3 8h10"],
    Moon "moon" [Line "M13.5 9.8A5.8 5.8 0 0 1 6.2 2.5a5.8 5.8 0 1 0 7.3 7.3Z"],
    More "more" [Bold "M3.5 8h.01M8 8h.01M12.5 8h.01"],
    NoUser "no-user" [Line "M5.3 5.2a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0ZM2.8 13.8c.5-2.8 2.6-4.3 5.2-4.3M11 11l3 3M14 11l-3 3"],
    Note "note" [Line "M3 2.5h10v8L9.5 14H3ZM5.5 6h5M5.5 9h3"],
    Octagon "octagon" [Fill "M5 1h6l4 4v6l-4 4H5l-4-4V5Z", Cut "M8 4v5M8 12h.01"],
    Offline "offline" [Line "M2 2l12 12M4 8.7a5.8 5.8 0 0 1 2.3-1.4M1.8 6.3a9 9 0 0 1 2.5-1.7M7.5 3.7a9 9 0 0 1 6.7 2.6M10.2 7.5c.7.3 1.3.7 1.8 1.2M8 12.6h.01"],
    Pause "pause" [Bold "M5.5 3.5v9M10.5 3.5v9"],
    Pencil "pencil" [Line "M10.5 2.8l2.7 2.7L5.5 13.2l-3.2.5.5-3.2Z"],
    Person "person" [Line "M5.8 4a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0ZM3 14v-1.5C3 10 5 8.5 8 8.5s5 1.5 5 4V14"],
    Phone "phone" [Line "M5.2 2.2 3 3c-.5 4.8 5 10.5 10 10l.8-2.2-3-1.6-1.3 1.3C8 9.8 6.2 8 5.5 6.5l1.3-1.3Z"],
    Pin "pin" [Line "M8 14s4.5-4 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 10 8 14 8 14ZM6.5 6.5a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0Z"],
    Play "play" [Line "M5 3.2v9.6L12.5 8Z"],
    Plus "plus" [Line "M8 3v10M3 8h10"],
    Refresh "refresh" [Line "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v3h-3"],
    Ring "ring" [Bold "M2.8 8a5.2 5.2 0 1 0 10.4 0 5.2 5.2 0 1 0-10.4 0Z"],
    RingBars "ring-bars" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0ZM6.5 5.8v4.4M9.5 5.8v4.4"],
    RingDashed "ring-dashed" [Dash "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0Z"],
    RingDot "ring-dot" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0Z", Fill "M6.2 8a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 1 0-3.6 0Z"],
    RingHalf "ring-half" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0Z", Fill "M8 4.2a3.8 3.8 0 0 1 0 7.6Z"],
    RingQuarter "ring-quarter" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0Z", Fill "M8 8V4.2A3.8 3.8 0 0 1 11.8 8Z"],
    RingThreeQuarters "ring-three-quarters" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0Z", Fill "M8 8V4.2A3.8 3.8 0 1 1 4.2 8Z"],
    RingTick "ring-tick" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0ZM5.5 8.2l1.8 1.8 3.2-3.7"],
    Rocket "rocket" [Line "M8 1.5c2.5 1.8 3.3 4.5 3 7L8 11 5 8.5c-.3-2.5.5-5.2 3-7ZM5 8.5 3 11l2.5-.5M11 8.5l2 2.5-2.5-.5M8 13v1.5"],
    Rows "rows" [Line "M2.5 2.5h11a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1ZM4 4.5h.01", Dash "M2 9.7h12M2 13h12"],
    Screen "screen" [Line "M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1 -1.5 1.5h-9a1.5 1.5 0 0 1 -1.5 -1.5v-5.5a1.5 1.5 0 0 1 1.5 -1.5ZM5.5 14h5M8 11v3"],
    Seal "seal" [Line "M8 1.6 13.2 3.6v4c0 3.2-2 5.6-5.2 6.8-3.2-1.2-5.2-3.6-5.2-6.8v-4ZM5.6 8l1.8 1.8 3-3.4"],
    Search "search" [Line "M2.5 7a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0ZM10.5 10.5l3.5 3.5"],
    Server "server" [Line "M3 2.5h10a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1ZM3 9h10a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1ZM4.5 4.75h.01M4.5 11.25h.01M7 4.75h4M7 11.25h4"],
    Share "share" [Line "M8 10V2M5 4.5 8 1.5l3 3M3 8v5.5h10V8"],
    Shield "shield" [Line "M8 1.6 13.2 3.6v4c0 3.2-2 5.6-5.2 6.8-3.2-1.2-5.2-3.6-5.2-6.8v-4ZM8 5.2v3M8 10.4h.01"],
    Sun "sun" [Line "M5.2 8a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"],
    Swap "swap" [Line "M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 10.5h-10M6.5 7.5l-3 3 3 3"],
    Tag "tag" [Line "M2 2h5.5L14 8.5 8.5 14 2 7.5ZM5 5h.01"],
    Target "target" [Line "M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0Z", Fill "M6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0Z"],
    Task "task" [Line "M5 2.5h6a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-6a2.5 2.5 0 0 1-2.5-2.5v-6a2.5 2.5 0 0 1 2.5-2.5ZM5.3 8.2l2 2 3.5-4.2"],
    Terminal "terminal" [Line "M3.3 2.8h9.4a1.5 1.5 0 0 1 1.5 1.5v7.4a1.5 1.5 0 0 1-1.5 1.5h-9.4a1.5 1.5 0 0 1-1.5-1.5v-7.4a1.5 1.5 0 0 1 1.5-1.5ZM5 6.5l2 2-2 2M8.8 10.5H11"],
    Tick "tick" [Line "M3 8.5l3.5 3.5L13 4.5"],
    Trash "trash" [Line "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7.2v3.6M9.3 7.2v3.6"],
    Triangle "triangle" [Fill "M8 1.2 15.3 14.5H.7Z"],
    Undo "undo" [Line "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H7"],
    Upload "upload" [Line "M8 10.5v-8M5 5l3-3 3 3M3 13.5h10"],
    User "user" [Line "M5.3 5.2a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0ZM2.8 13.8c.5-2.8 2.6-4.3 5.2-4.3s4.7 1.5 5.2 4.3"],
    Users "users" [Line "M3.6 5.5a2.4 2.4 0 1 0 4.8 0 2.4 2.4 0 1 0-4.8 0ZM1.6 13c.4-2.4 2.2-3.8 4.4-3.8s4 1.4 4.4 3.8M10.5 3.4a2.3 2.3 0 0 1 0 4.3M12 9.6c1.4.5 2.2 1.7 2.4 3.4"],
    Warn "warn" [Line "M8 2.2 14.4 13.4H1.6ZM8 6.5v3M8 11.5h.01"],
    Waves "waves" [Line "M1.8 6.3a9 9 0 0 1 12.4 0M4 8.7a5.8 5.8 0 0 1 8 0M6.2 11.1a2.6 2.6 0 0 1 3.6 0M8 13.3h.01"],
}
