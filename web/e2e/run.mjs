// States of the screens, in both languages, light and dark, wide and on a phone: axe finds nothing, the policy refuses nothing, nobody else is
// asked, and nothing is wider than the screen; then the flows. `npm run e2e` takes the main states, `npm run e2e:all` every
// one; names after `--` take those that begin so.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runFlows } from './flows.mjs';
import { statesIn } from './states.mjs';
import { api, base, launch, logIn, openPage, reason, shoot } from './support.mjs';
import { words } from './words.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all = process.argv.includes('--all');
const wanted = process.argv.slice(2).filter((word) => word !== '--all');
const screens = [
    { width: 1440, height: 900, themes: ['light', 'dark'] },
    { width: 390, height: 844, themes: ['light', 'dark'] },
    ...(all ? [{ width: 320, height: 640, themes: ['light'] }] : []),
];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that another look of the same page can break. */
const colours = ['color-contrast', 'link-in-text-block'];

async function reach(page, state) {
    for (const [path, act] of Object.entries(state.routes ?? {})) await page.route(api + path, act);
    await page.goto(base + state.at);
    if (state.wait) await page.locator(state.wait).first().waitFor();
    await state.act?.(page);
    if (state.see)
        await page.getByRole('heading', { name: state.see }).first().waitFor({ state: 'attached' });
    // On a touch screen a dialog with a field appears once the keyboard has come, or 600 ms later.
    await page.waitForFunction(() =>
        [...document.querySelectorAll('.scrim')].every((each) => getComputedStyle(each).opacity === '1'),
    );
    await settled(page);
}

/** Fonts are there, nothing moves any more, and what is due has been painted. */
function settled(page) {
    return page.evaluate(async () => {
        await document.fonts.ready;
        await Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined)));
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    });
}

async function judge(page, what) {
    const violations = await page.evaluate(async (runOnly) => {
        const result = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
        return result.violations;
    }, what);
    const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `axe ${id}: ${node.target.join(' ')}`),
    );
    const { wide, headings } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        headings: document.querySelectorAll('h1').length,
    }));
    if (wide > 0) found.push(`${wide} px wider than the screen`);
    if (headings !== 1) found.push(`${headings} headings of the first level`);
    return found;
}

/** A state is reached once per language and width, and looked at in every theme. */
async function see({ page, found }, state, { language, width, themes }) {
    // What the page is loaded in changes with the language, so that either theme is somewhere the first.
    const order = language === 'de' ? themes : themes.toReversed();
    const tell = (theme, lines) => {
        for (const line of new Set(lines)) wrong.push(`${state.name} ${language} ${width} ${theme}: ${line}`);
    };
    await page.emulateMedia({ colorScheme: order[0] });
    let theme = order[0];
    try {
        await reach(page, state);
        // By the debugger and not by a script element: the page's own policy stays as it is.
        await page.evaluate(axe);
        for (theme of order) {
            await page.emulateMedia({ colorScheme: theme });
            await page.waitForFunction((name) => document.documentElement.dataset.theme === name, theme);
            await settled(page);
            found.push(
                ...(await judge(page, theme === order[0] ? rules : { type: 'rule', values: colours })),
            );
            await shoot(page, `${state.name}-${language}-${width}-${theme}`);
            tell(theme, found.splice(0));
        }
    } catch (error) {
        await shoot(page, `${state.name}-${language}-${width}-${theme}`);
        tell(theme, [...found.splice(0), `not reached: ${reason(error)}`]);
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
}

/** All states of one screen in one language, in the same page: each begins with an address that loads it anew. */
async function seeAll(states, screen) {
    const open = (state) => openPage(browser, { ...screen, state });
    const windows = { in: await open(session), out: await open(undefined) };
    for (const { page } of Object.values(windows)) page.setDefaultTimeout(30_000);
    for (const state of states) await see(state.out ? windows.out : windows.in, state, screen);
    for (const { close } of Object.values(windows)) await close();
}

const browser = await launch();
const session = await logIn(browser);
const wrong = [];
const isChosen = ({ name, main }) =>
    wanted.length ? wanted.some((begin) => name.startsWith(begin)) : all || main;
const tasks = Object.entries(words).flatMap(([language, read]) =>
    screens.map((screen) => [statesIn(read).filter(isChosen), { ...screen, language }]),
);
const runs = tasks.reduce((sum, [states, { themes }]) => sum + states.length * themes.length, 0);
// Two at a time: one page waits while the other draws.
const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await seeAll(...task);
};
await Promise.all([work(), work()]);
await browser.close();
// Last, because they change what is stored.
const flows = await runFlows(wanted);
wrong.push(...flows.wrong);
for (const line of wrong) console.log(line);
console.log(`${runs} states seen, ${flows.runs} flows gone, ${wrong.length} to mend`);
process.exit(wrong.length ? 1 : 0);
