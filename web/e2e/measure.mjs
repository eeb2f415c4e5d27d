// How long a person waits for a card: from the key that opens it to its painted matrix, over 50 persons of the example
// company. One line as tools/bench prints them; fails where the median breaks its promise.
import { loadavg } from 'node:os';
import { base, launch, logIn, openPage } from './support.mjs';

const limit_ms = 150;
const cards = 50;

/** In the page: `window.opened` will be the time from the next press of Enter until the matrix has its answer on screen. */
const watch = () => {
    window.opened = new Promise((tell) => {
        const onKey = (event) => {
            if (event.key !== 'Enter') return;
            document.removeEventListener('keydown', onKey, true);
            const look = () => {
                const answered = document.querySelector('.matrix[aria-busy=false] .cell:not(.checking)');
                // After the frame that has it is painted.
                if (answered) setTimeout(() => tell(performance.now() - event.timeStamp));
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        };
        document.addEventListener('keydown', onKey, true);
    });
};

const browser = await launch();
const state = await logIn(browser);
const { page } = await openPage(browser, { width: 1440, height: 900, theme: 'light', state });
await page.goto(`${base}/kunden`);
const taken_ms = [];
for (let card = 0; card <= cards; ++card) {
    await page.locator('.grid-row[aria-selected=true]').waitFor();
    await page.locator('.grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.evaluate(watch);
    await page.keyboard.press('Enter');
    const took_ms = await page.evaluate(() => window.opened);
    // The first one also loads the screen.
    if (card > 0) taken_ms.push(took_ms);
    await page.goBack();
}
await browser.close();
taken_ms.sort((a, b) => a - b);
const at = (share) => taken_ms[Math.ceil(share * taken_ms.length) - 1];
const median = at(0.5);
const kept = median <= limit_ms;
const columns = [
    'card on screen after the key, median of 50'.padEnd(44),
    median.toFixed(1).padStart(9),
    'ms'.padEnd(10),
    `at most ${limit_ms}`.padStart(16),
    (kept ? 'yes' : 'NO').padEnd(4),
    (median / limit_ms).toFixed(2).padStart(7),
    loadavg()[0].toFixed(1).padStart(5),
    ` p95 ${at(0.95).toFixed(1)} ms, slowest ${at(1).toFixed(1)} ms`,
];
console.log(columns.join(' '));
process.exit(kept ? 0 : 1);
