//! `shadowline doctor`.

use super::CliError;
use crate::gpu::{adapters, block_on, missing_advice};
use crate::intake::JSON_FORMAT;
use serde_json::json;
use std::io::Write;

pub(super) fn run(as_json: bool) -> Result<(), CliError> {
    let found = block_on(None, adapters());
    let missing = (!found.iter().any(|adapter| adapter.usable)).then(missing_advice);
    let why = "the fastest kind that can hold the picture: discrete before integrated before software; \
               WGPU_ADAPTER_NAME and WGPU_BACKEND choose another";
    let heic = cfg!(feature = "heic");
    let mut out = std::io::stdout().lock();
    if as_json {
        let report = json!({
            "format": JSON_FORMAT,
            "version": env!("CARGO_PKG_VERSION"),
            "adapters": found,
            "why": why,
            "heic": heic,
            "missing": missing,
        });
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&report).map_err(std::io::Error::other)?
        )?;
    } else {
        writeln!(
            out,
            "shadowline {}, HEIC photos: {}",
            env!("CARGO_PKG_VERSION"),
            if heic { "yes" } else { "not built in" }
        )?;
        for adapter in &found {
            let mark = if adapter.chosen { "→" } else { " " };
            writeln!(
                out,
                "{mark} {} ({}, {}) {}",
                adapter.name, adapter.backend, adapter.kind, adapter.driver
            )?;
            writeln!(
                out,
                "    textures to {} px, storage bindings to {} MiB{}",
                adapter.max_texture_px,
                adapter.max_storage_binding_bytes >> 20,
                if adapter.usable { "" } else { ": too small" }
            )?;
        }
        match missing {
            Some(advice) => writeln!(out, "no usable graphics device. {advice}")?,
            None => writeln!(out, "chosen: {why}")?,
        }
    }
    drop(out);
    match missing {
        Some(advice) => {
            Err(crate::engine::EngineError::from(crate::gpu::GpuError::NoAdapter { advice }).into())
        }
        None => Ok(()),
    }
}
