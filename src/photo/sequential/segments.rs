//! Markers, and the stretches of a scan's data between restart markers.

/// The next marker outside entropy-coded data with its body; `at` goes behind it. Stand-alone markers have no body.
pub(in crate::photo) fn next_segment<'a>(bytes: &'a [u8], at: &mut usize) -> Option<(u8, &'a [u8])> {
    loop {
        *at += bytes.get(*at..)?.iter().position(|&byte| byte == 0xff)? + 1;
        let marker = *bytes.get(*at)?;
        if matches!(marker, 0xff | 0) {
            continue;
        }
        *at += 1;
        if matches!(marker, 0x01..=0xbf | 0xd0..=0xd8) {
            continue;
        }
        if marker == 0xd9 {
            return Some((marker, &[]));
        }
        let length = usize::from(super::word(bytes, *at)?).max(2);
        let body = bytes.get(*at + 2..(*at + length).min(bytes.len()))?;
        // A length that leads beyond the file ends with it.
        *at = (*at + length).min(bytes.len());
        return Some((marker, body));
    }
}

/// A stretch of data between restart markers.
pub(super) struct DataStretch {
    /// The bytes as stored: from, to.
    pub start: usize,
    pub end: usize,
    /// Stretches that are missing behind this one.
    pub missing_after: usize,
    /// Number of the restart marker behind it (0–7); none at the scan's end.
    restart: Option<u8>,
}

/// The stretches of the scan whose data begin at `at`, and where it ends (at its closing marker, or the file's end). `count`
/// tells how many there should be: what the markers' numbers lack is missing, or damage looks like a marker.
pub(super) fn stretches(bytes: &[u8], at: usize, count: usize) -> (Vec<DataStretch>, usize) {
    let (mut found, end) = split(bytes, at, count > 1);
    join_at_false_markers(&mut found);
    let mut awaited = 0_u8;
    for stretch in &mut found {
        if let Some(restart) = stretch.restart {
            stretch.missing_after = usize::from(restart.wrapping_sub(awaited) & 7);
            awaited = restart.wrapping_add(1) & 7;
        }
    }
    // The numbers go to 7 only. Where eight or more are missing, most likely the stretch full of foreign data swallowed them.
    let there: usize = found.iter().map(|stretch| 1 + stretch.missing_after).sum();
    let gaps = found.iter_mut().filter(|stretch| stretch.missing_after > 0);
    if let Some(widest) = gaps.max_by_key(|stretch| stretch.end - stretch.start)
        && let Some(more) = count.checked_sub(there).filter(|more| more.is_multiple_of(8))
    {
        widest.missing_after += more;
    }
    (found, end)
}

fn split(bytes: &[u8], at: usize, restarts: bool) -> (Vec<DataStretch>, usize) {
    let (mut found, mut start, mut look) = (Vec::new(), at, at);
    let mut awaited = 0;
    let stretch = |start, end, restart| DataStretch {
        start,
        end,
        missing_after: 0,
        restart,
    };
    while let Some((place, marker)) = marker_in_data(bytes, look) {
        look = place + 2;
        if let 0xd0..=0xd7 = marker {
            found.push(stretch(start, place, Some(marker & 7)));
            awaited = (marker + 1) & 7;
            start = look;
            continue;
        }
        // Reserved markers stand nowhere; others end the scan, unless the restart markers go on counting behind them.
        let may_be_damage = !matches!(marker, 0xc4 | 0xda..=0xdd | 0xe0..=0xef | 0xfe);
        let goes_on = restarts
            && may_be_damage
            && marker_in_data(bytes, look).is_some_and(|(_, next)| next == 0xd0 | awaited);
        if marker >= 0xc0 && !goes_on {
            found.push(stretch(start, place, None));
            return (found, place);
        }
    }
    found.push(stretch(start, bytes.len(), None));
    (found, bytes.len())
}

/// A marker out of turn whose follower is the one that was awaited is damage: its stretch and the next are one.
fn join_at_false_markers(found: &mut Vec<DataStretch>) {
    let (mut awaited, mut at) = (0, 0);
    while at + 1 < found.len() {
        if found[at].restart != Some(awaited) && found[at + 1].restart == Some(awaited) {
            let joined = found.remove(at);
            found[at].start = joined.start;
        }
        awaited = found[at].restart.map_or(awaited, |restart| (restart + 1) & 7);
        at += 1;
    }
}

/// The next marker in entropy-coded data: its place and kind.
fn marker_in_data(bytes: &[u8], mut at: usize) -> Option<(usize, u8)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        match *bytes.get(at + 1)? {
            0 => at += 2,
            0xff => at += 1,
            marker => return Some((at, marker)),
        }
    }
}

/// The data without stuffed zeros and fill bytes.
pub(super) fn unstuffed(bytes: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut rest = bytes;
    while let Some(place) = rest.iter().position(|&byte| byte == 0xff) {
        out.extend(&rest[..place]);
        if rest.get(place + 1) == Some(&0) {
            out.push(0xff);
            rest = &rest[place + 2..];
        } else {
            rest = &rest[place + 1..];
        }
    }
    out.extend(rest);
}
