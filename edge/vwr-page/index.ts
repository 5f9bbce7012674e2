import type { Browser, PageElement } from './browser.ts';
import { firstState } from './page-state.ts';
import { PageView } from './page-view.ts';
import { qrCode } from './qr-code.ts';
import { type Language, languageFor } from './texts.ts';
import { createTone } from './tone.ts';
import { createVwrClient } from './vwr-client.ts';
import { WaitingPage } from './waiting-page.ts';

declare const window: Browser;

const LANGUAGE_KEY = 'urr-language';
const EVENT = /^\/vwr\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;
const SECOND_MS = 1_000;
const SVG = 'http://www.w3.org/2000/svg';

/** Everything is joined here; what asks, decides and shows has a file of its own. */
function main(browser: Browser): void {
  const { document } = browser;
  const view = new PageView(document, languageFor([kept(browser, LANGUAGE_KEY), ...browser.navigator.languages]));
  const eventId = EVENT.exec(browser.location.pathname)?.[1]?.toLowerCase();
  const clock = () => Date.now();
  if (eventId === undefined) {
    view.show({ ...firstState, phase: 'no-event' }, clock());
    return;
  }
  const tone = createTone(browser);
  const client = createVwrClient(browser, eventId, clock);
  const page = new WaitingPage({ browser, eventId, view, client, clock, random: Math.random, onTurn: tone.play });

  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      const language = languageFor([button.dataset.language ?? '']);
      view.speak(language);
      keep(browser, LANGUAGE_KEY, language);
      page.show();
    });
  }
  on('#sound', 'change', (sound) => {
    if (sound.checked === true) tone.allow();
  });
  on('#enter', 'click', () => page.enter());
  on('#to-event', 'click', () => page.enter());
  on('#other-device', 'toggle', () => showLink(page));
  on('#copy', 'click', (button) => {
    const copied = browser.navigator.clipboard?.writeText(page.link ?? '');
    copied?.then(
      () => {
        button.textContent = view.words.copied;
      },
      // The link stands there to be copied by hand.
      () => undefined,
    );
  });
  const tick = () => {
    if (document.visibilityState === 'visible') page.show();
    browser.setTimeout(tick, SECOND_MS);
  };
  page.show();
  void page.start().then(tick);

  function on(selector: string, type: string, listener: (element: PageElement) => void): void {
    const element = document.querySelector(selector);
    element?.addEventListener(type, () => listener(element));
  }

  function showLink({ link, receipt }: WaitingPage): void {
    const anchor = document.querySelector('#link');
    if (anchor === null || link === undefined) return;
    anchor.textContent = link;
    anchor.setAttribute('href', link);
    const save = document.querySelector('#receipt');
    if (save !== null) {
      save.hidden = !receipt;
      save.setAttribute('href', `data:text/plain,${receipt ?? ''}`);
    }
    const rows = qrCode(link) ?? [];
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''));
    const picture = document.querySelector('#qr');
    picture?.setAttribute('viewBox', `-4 -4 ${rows.length + 8} ${rows.length + 8}`);
    picture?.replaceChildren(path);
  }
}

function kept({ localStorage }: Browser, key: string): Language | '' {
  try {
    const value = localStorage.getItem(key) ?? '';
    return value === '' ? '' : languageFor([value]);
  } catch {
    return '';
  }
}

function keep({ localStorage }: Browser, key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing asks its own languages next time.
  }
}

main(window);
