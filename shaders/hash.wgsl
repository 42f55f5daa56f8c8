// Twin of src/head/hash.rs; the streams are those of src/plan/sites/hash_streams.rs.

const STREAM_DIAMETER: u32 = 16u;
const STREAM_TONE: u32 = 17u;
const STREAM_HAIR: u32 = 22u;
const STREAM_OWNER: u32 = 32u;

fn site_hash(seed: u32, stream: u32, index: u32) -> u32 {
    let key = mix_word(mix_word(seed) + stream * 0x9e3779b9u);
    return mix_word(mix_word(index + key) ^ (key * 0x85ebca6bu));
}
