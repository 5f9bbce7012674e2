import type { Browser, PageAudio } from './browser.ts';

const NOTES_HERTZ = [660, 880];
const NOTE_SECONDS = 0.35;
const LOUDNESS = 0.2;

/** A sound that browsers let us play, because a person asked for it by a click. */
export interface Tone {
  /** Called by that click. */
  readonly allow: () => void;
  readonly play: () => void;
}

/** The sound of one's turn: silent until a person allowed it, and where the browser has no Web Audio. */
export function createTone({ AudioContext, navigator }: Pick<Browser, 'AudioContext' | 'navigator'>): Tone {
  let audio: PageAudio | undefined;
  return {
    allow() {
      if (AudioContext === undefined) return;
      audio ??= new AudioContext();
      void audio.resume();
    },
    play() {
      navigator.vibrate?.([200, 100, 200]);
      if (audio === undefined) return;
      for (const [index, hertz] of NOTES_HERTZ.entries()) {
        const from = audio.currentTime + index * NOTE_SECONDS;
        const volume = audio.createGain();
        volume.gain.setValueAtTime(LOUDNESS, from);
        volume.connect(audio.destination);
        const note = audio.createOscillator();
        note.frequency.setValueAtTime(hertz, from);
        note.connect(volume);
        note.start(from);
        note.stop(from + NOTE_SECONDS);
      }
    },
  };
}
