//! Two short tones, made here: no file, nothing to load.

use web_sys::{AudioContext, GainNode, OscillatorNode, OscillatorType};

const LENGTH: f64 = 0.18;
const GAP: f64 = 0.06;
const LOUDNESS: f32 = 0.2;

thread_local! {
    /// Browsers allow only a few at a time, so one is kept.
    static CONTEXT: Option<AudioContext> = AudioContext::new().ok();
}

/// Plays tones of these frequencies in Hz. Browsers stay silent until the page was touched.
pub fn play(tones: &[f32]) {
    CONTEXT.with(|context| {
        if let Some(context) = context {
            // Refused before the page was touched: the next sound finds it touched.
            drop(context.resume());
            for (place, tone) in (0_u8..).zip(tones) {
                let _ = one(context, *tone, f64::from(place) * (LENGTH + GAP));
            }
        }
    });
}

fn one(context: &AudioContext, tone: f32, after: f64) -> Result<(), wasm_bindgen::JsValue> {
    let start = context.current_time() + after;
    let end = start + LENGTH;
    let voice = OscillatorNode::new(context)?;
    voice.set_type(OscillatorType::Sine);
    voice.frequency().set_value(tone);
    let loudness = GainNode::new(context)?;
    // A tone that begins and ends at once clicks.
    loudness.gain().set_value_at_time(0.0, start)?;
    (loudness.gain()).linear_ramp_to_value_at_time(LOUDNESS, start + 0.02)?;
    loudness.gain().linear_ramp_to_value_at_time(0.0, end)?;
    voice
        .connect_with_audio_node(&loudness)?
        .connect_with_audio_node(&context.destination())?;
    voice.start_with_when(start)?;
    voice.stop_with_when(end)
}
