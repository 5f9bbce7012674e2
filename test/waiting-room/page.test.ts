import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { LineState } from '../../edge/vwr-line/line-state.ts';
import { describeWith } from '../needs.ts';
import { missingBrowser, startChromium } from './chromium.ts';
import { PageServer } from './page-server.ts';
import { eventId } from './visitor.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describeWith(missingBrowser, 'the waiting page in a browser', () => {
  let browser: Browser;
  let server: PageServer;
  let base: string;
  before(async () => {
    browser = await startChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    server = new PageServer();
    base = await server.start();
    server.line.open(eventId, { nextPosition: 1_200, servingCounter: 200 });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  });

  /** A browser of its own, whose timers run when the test says so. */
  const device = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 800 }, ...options });
    await context.clock.install();
    return context;
  };
  const tab = async (of: BrowserContext, address = `${base}/vwr/${eventId}`): Promise<Page> => {
    const page = await of.newPage();
    await page.goto(address);
    return page;
  };
  const shows = async (page: Page, selector: string, text: string | RegExp) =>
    page.locator(selector).filter({ hasText: text, visible: true }).waitFor({ timeout: 15_000 });
  const text = async (page: Page, selector: string) => (await page.locator(selector).textContent()) ?? '';
  const place = async (page: Page) => {
    await shows(page, '#place', /\d/);
    return text(page, '#place');
  };
  /** The next question, and its answer on the page. */
  const ask = async (page: Page, seconds: number) => {
    server.later += 1_001;
    const answered = page.waitForResponse(/\/vwr-api\//);
    await page.clock.runFor(seconds * 1_000);
    await answered;
  };

  it('says place, people ahead and an honest wait, and goes on to the event when it is its turn', async () => {
    const page = await tab(await device());
    expect(await place(page)).to.equal('1,201');
    expect(await text(page, '#ahead')).to.equal('1,000 people');
    expect(await text(page, '#wait')).to.equal('less than a minute');
    expect(await page.title()).to.equal('Wait less than a minute');

    server.line.open(eventId, { servingCounter: 1_201 });
    await ask(page, 6);
    await shows(page, 'h1', 'It is your turn!');
    expect(await page.title()).to.equal('It is your turn!');
    await page.clock.runFor(2_600);
    await page.waitForURL(`${base}/events/${eventId}`);
    expect(await text(page, 'h1')).to.equal('pass of place 1201');
  });

  it('keeps the place over a reload, in a second tab, and in two tabs that open at once', async () => {
    const phone = await device();
    const pages = await Promise.all([tab(phone), tab(phone)]);
    const places = await Promise.all(pages.map(place));
    expect(new Set(places).size).to.equal(1);
    await pages[0]!.reload();
    expect(await place(pages[0]!)).to.equal(places[0]);
    expect(server.line.kept.size).to.equal(1);
  });

  it('moves to a second device by its link, and leaves the secret neither in the address nor on the server', async () => {
    const first = await tab(await device());
    const own = await place(first);
    await first.locator('summary').click();
    await shows(first, '#link', '#');
    const link = await text(first, '#link');
    expect(link).to.match(new RegExp(`^${base}/vwr/${eventId}#[\\w-]{24}$`));
    expect(await first.locator('#qr path').getAttribute('d')).to.match(/^M0 0h1v1h-1z/);

    const second = await tab(await device(), link);
    expect(await place(second)).to.equal(own);
    expect(second.url()).to.equal(`${base}/vwr/${eventId}`);
    expect(server.line.kept.size).to.equal(1);
  });

  it('finds its place again by the receipt when the cookie is gone, without a look into the table', async () => {
    const phone = await device();
    const page = await tab(phone);
    const own = await place(page);
    await phone.clearCookies();
    server.line.keep = () => Promise.reject(new Error('asked'));
    await page.reload();
    expect(await place(page)).to.equal(own);
  });

  it('shows the place while the network is lost, says so, comes back by itself and never before Retry-After', async () => {
    const page = await tab(await device());
    const own = await place(page);
    server.fault = 'cut';
    const failed = page.waitForEvent('requestfailed');
    await page.clock.runFor(6_000);
    await failed;
    await shows(page, '#fault', 'Your place is safe.');
    expect(await text(page, '#place')).to.equal(own);

    server.fault = 'ill';
    await ask(page, 3);
    const asked = server.asked.length;
    await page.clock.runFor(6_900);
    expect(server.asked.length).to.equal(asked);
    server.fault = 'none';
    await ask(page, 3);
    await page.locator('#fault').waitFor({ state: 'hidden' });
    expect(await text(page, '#place')).to.equal(own);
  });

  it('asks at once when the network is back', async () => {
    const phone = await device();
    const page = await tab(phone);
    await place(page);
    await phone.setOffline(true);
    await shows(page, '#fault', 'You are offline.');
    const asked = page.waitForResponse(/status/);
    await phone.setOffline(false);
    await asked;
    await page.locator('#fault').waitFor({ state: 'hidden' });
  });

  it('loses no turn while the tab is hidden: it renews the pass and goes on when somebody looks', async () => {
    const phone = await device();
    await phone.addInitScript(`
      let hidden = true;
      Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
      globalThis.look = () => { hidden = false; document.dispatchEvent(new Event('visibilitychange')); };
    `);
    const page = await tab(phone);
    server.line.open(eventId, { servingCounter: 1_201 });
    await ask(page, 6);
    await shows(page, '#enter', 'Enter now');
    expect(await page.title()).to.equal('It is your turn!');
    // While it is hidden or when somebody looks, whichever the clock of a busy machine brings first.
    const renewed = page.waitForResponse(/check/);
    await ask(page, 241);
    expect(page.url()).to.contain('/vwr/');
    await page.evaluate('look()');
    await renewed;
    await page.clock.runFor(3_000);
    await page.waitForURL(/\/events\//);
  });

  it('tells a screen reader of milestones and changes, and of nothing else', async () => {
    const page = await tab(await device());
    await place(page);
    const said = () => text(page, '#said');
    const first = await said();
    expect(first).to.equal('Place 1,201, 1,000 ahead of you, expected wait less than a minute.');
    server.line.open(eventId, { servingCounter: 400 });
    await ask(page, 6);
    await shows(page, '#ahead', '800');
    expect(await said()).to.equal(first);
    server.line.open(eventId, { servingCounter: 1_150 });
    await ask(page, 6);
    await shows(page, '#ahead', '50');
    expect(await said()).to.contain('50 ahead of you');
  });

  it('speaks the language of the browser, or the one that was chosen, also after a reload', async () => {
    const page = await tab(await device({ locale: 'ko-KR' }));
    await shows(page, 'h1', '대기실');
    expect(await page.locator('html').getAttribute('lang')).to.equal('ko');
    await page.getByRole('button', { name: 'English' }).click();
    await shows(page, 'h1', 'Waiting room');
    await page.reload();
    await shows(page, 'h1', 'Waiting room');
    expect(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).to.equal('true');
  });

  it('counts down to the opening, draws, and waits then', async () => {
    const opensAt = Date.now() + 90_000;
    server.line.open(eventId, { nextPosition: 0, servingCounter: 0, opensAt, mode: 'lottery' });
    const page = await tab(await device());
    await shows(page, '#sentence', 'drawn by lot');
    await shows(page, '#countdown', /^1:[23]\d$/);
    expect(await text(page, '#place-name')).to.equal('Your entry number');
    server.later += 90_000;
    await ask(page, 12);
    await shows(page, '#sentence', 'is being drawn');
    server.line.open(eventId, { draw: { key: Buffer.alloc(32, 7), entries: 1 } });
    await ask(page, 6);
    await shows(page, '#place-name', 'Your place');
    expect(await place(page)).to.equal('1');
  });

  it('says that the room is closed, and lets people on where there is none', async () => {
    server.line.open(eventId, { mode: 'closed' });
    await shows(await tab(await device()), 'h1', 'The waiting room is closed');
    server.line.open(eventId, { mode: 'pass' });
    server.later += 1_001;
    const free = await tab(await device());
    await shows(free, '#enter', 'Enter now');
    await free.clock.runFor(3_000);
    await free.waitForURL(/\/events\//);
    await shows(await tab(await device(), `${base}/vwr/nonsense`), '#sentence', 'There is no such waiting room.');
  });

  it('works without JavaScript, in the language of the browser', async () => {
    const old = await device({ javaScriptEnabled: false, locale: 'ko-KR' });
    const page = await old.newPage();
    await page.goto(`${base}/vwr/${eventId}?plain`);
    await page.getByRole('button', { name: '줄 서기' }).click();
    await shows(page, 'dd', '1,201');
    expect(await page.locator('html').getAttribute('lang')).to.equal('ko');
    await page.getByRole('link', { name: 'English' }).click();
    await shows(page, 'dd', '1,000 people');
    expect((await page.reload())!.headers().refresh).to.equal('10');
    await page.getByRole('link', { name: 'Stop reloading' }).click();
    expect((await page.reload())!.headers()).not.to.have.property('refresh');
    server.line.open(eventId, { servingCounter: 1_201 });
    server.later += 1_001;
    await page.goto(`${base}/vwr-api/vwr/check/${eventId}/page`);
    expect(page.url()).to.equal(`${base}/events/${eventId}`);
    expect(await text(page, 'h1')).to.equal('pass of place 1201');
  });

  it('leads there by itself from the page that has scripts', async () => {
    const page = await (await device({ javaScriptEnabled: false })).newPage();
    await page.goto(`${base}/vwr/${eventId}`);
    expect(await page.getByRole('link', { name: 'Join the line' }).getAttribute('href')).to.equal('?plain');
    await page.waitForURL(/\/vwr-api\/vwr\/check\/.*\/page$/);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault that axe finds, ${colorScheme}`, async () => {
      const waiting = `/vwr/${eventId}`;
      const plain = `/vwr-api/vwr/check/${eventId}/page`;
      const lottery: Partial<LineState> = { mode: 'lottery', opensAt: Date.now() + 90_000 };
      const views: readonly (readonly [path: string, line: Partial<LineState>])[] = [
        [waiting, {}],
        [waiting, { isPaused: true }],
        [waiting, lottery],
        [waiting, { mode: 'closed' }],
        ['/vwr/nonsense', {}],
        [plain, { mode: 'queue' }],
      ];
      const of = await device({ colorScheme, bypassCSP: true, locale: colorScheme === 'dark' ? 'ko-KR' : 'en-US' });
      for (const [path, line] of views) {
        server.line.open(eventId, { isPaused: false, ...line });
        server.later += 1_001;
        const page = await tab(of, `${base}${path}`);
        if (path !== plain) await page.locator('html:not([data-shown=joining])').waitFor();
        if (await page.locator('summary').isVisible()) await page.locator('summary').click();
        await page.addScriptTag({ path: axe });
        const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          path,
        ).to.deep.equal([]);
        await page.close();
      }
    });
});

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
