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
    { width: 1440, height: 900, theme: 'light' },
    { width: 1440, height: 900, theme: 'dark' },
    { width: 390, height: 844, theme: 'light' },
    { width: 390, height: 844, theme: 'dark' },
    ...(all ? [{ width: 320, height: 640, theme: 'light' }] : []),
];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
    await page.waitForTimeout(150);
}

async function judge(page) {
    // By the debugger and not by a script element: the page's own policy stays as it is.
    await page.evaluate(axe);
    const result = await page.evaluate(
        (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
        rules,
    );
    const found = result.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `axe ${id}: ${node.target.join(' ')}`),
    );
    const { wide, headings } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        headings: document.querySelectorAll('h1').length,
    }));
    if (wide > 0) found.push(`${wide} px wider than the screen`);
    return { found, headings };
}

async function see(state, screen) {
    const name = `${state.name} ${screen.language} ${screen.width} ${screen.theme}`;
    const { page, found, close } = await openPage(browser, {
        ...screen,
        state: state.out ? undefined : session,
    });
    try {
        page.setDefaultTimeout(30_000);
        await reach(page, state);
        const verdict = await judge(page);
        found.push(...verdict.found);
        if (verdict.headings !== 1) found.push(`${verdict.headings} headings of the first level`);
    } catch (error) {
        found.push(`not reached: ${reason(error)}`);
    }
    await shoot(page, name.replaceAll(' ', '-'));
    for (const line of new Set(found)) wrong.push(`${name}: ${line}`);
    await close();
}

const browser = await launch();
const session = await logIn(browser);
const wrong = [];
const isChosen = ({ name, main }) =>
    wanted.length ? wanted.some((begin) => name.startsWith(begin)) : all || main;
const tasks = Object.entries(words).flatMap(([language, read]) =>
    statesIn(read)
        .filter(isChosen)
        .flatMap((state) => screens.map((screen) => [state, { ...screen, language }])),
);
const runs = tasks.length;
// Two at a time: one page waits while the other draws.
const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await see(...task);
};
await Promise.all([work(), work()]);
await browser.close();
// Last, because they change what is stored.
const flows = await runFlows(wanted);
wrong.push(...flows.wrong);
for (const line of wrong) console.log(line);
console.log(`${runs} states seen, ${flows.runs} flows gone, ${wrong.length} to mend`);
process.exit(wrong.length ? 1 : 0);
