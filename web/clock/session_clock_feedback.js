/* How a session is heard and felt: soft tones, a short buzz, a voice if wanted, and a screen that stays awake. */

const TONES = {
  // Hz, one after the other; low lets go, high presses
  begin: [659],
  press: [659],
  release: [392],
  light: [440],
  firm: [587],
  end: [784, 1047],
  finish: [784, 988, 1319],
};
const BUZZ = {
  release: [80],
  press: [40],
  light: [60],
  firm: [60, 60, 60],
  end: [120, 80, 120],
  finish: [200, 100, 200],
};

export function makeFeedback() {
  let sound,
    lock,
    wanted = false;
  const feedback = {
    settings: { quiet: false, voice: false },
    canSpeak: "speechSynthesis" in window,

    /* To be called in a click: browsers let nothing be heard before one. */
    wake() {
      try {
        sound ??= new AudioContext();
        if (sound.state !== "running") sound.resume()?.catch(() => {});
      } catch {
        /* no sound on this device */
      }
    },

    signal(kind) {
      if (BUZZ[kind]) navigator.vibrate?.(BUZZ[kind]);
      if (feedback.settings.quiet || !sound) return;
      TONES[kind].forEach((hertz, i) => tone(sound, hertz, sound.currentTime + i * 0.2));
    },

    say(text, waits = false) {
      if (
        !feedback.canSpeak ||
        !feedback.settings.voice ||
        feedback.settings.quiet ||
        (waits && speechSynthesis.speaking)
      )
        return;
      speechSynthesis.cancel();
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang: "en", rate: 0.95 }));
    },
    hush() {
      if (feedback.canSpeak) speechSynthesis.cancel();
    },

    /* The browser takes the lock back whenever the page is hidden, so this is asked again when it is seen. */
    async keepAwake(on) {
      wanted = on;
      try {
        if (!on) await lock?.release();
        else if (!document.hidden && (!lock || lock.released)) lock = await navigator.wakeLock?.request("screen");
        if (!wanted) await lock?.release(); // paused while the browser was still answering
      } catch {
        /* not allowed here, or the battery is low */
      }
    },

    close() {
      feedback.hush();
      feedback.keepAwake(false);
      sound?.close().catch(() => {});
    },
  };
  return feedback;
}

function tone(sound, hertz, when) {
  const source = sound.createOscillator(),
    volume = sound.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, when);
  volume.gain.exponentialRampToValueAtTime(0.35, when + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, when + 0.55);
  source.connect(volume).connect(sound.destination);
  source.start(when);
  source.stop(when + 0.6);
}
