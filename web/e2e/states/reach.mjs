// The way to a card and to what a key opens.
export const person = async (page, query) => {
    await page.goto(new URL('/kunden', page.url()).href);
    if (query) await page.locator('[role=search] input').fill(query);
    await page.locator('.row-link').first().waitFor();
    // Who is asked for is one person; before the answer stands the whole list.
    if (query) await page.waitForFunction(() => document.querySelectorAll('.row-link').length === 1);
    await page.locator('.row-link').first().click();
    await page.locator('#person-name').waitFor();
    await page.locator('.banner h2').waitFor();
};
export const card = (more) => async (page) => {
    await person(page);
    await page.locator('.trace').waitFor();
    await more?.(page);
};
export const key = (name, wait) => async (page) => {
    await page.keyboard.press(name);
    await page.locator(wait).first().waitFor();
};
