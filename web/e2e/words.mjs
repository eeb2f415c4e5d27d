// The words on screen, from the catalogues themselves: what a state or a flow looks for is what people read.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const catalogue = async (language) => {
    const file = fileURLToPath(new URL(`../src/i18n/${language}.ts`, import.meta.url));
    const { module } = await runnerImport(file, { configFile: false, logLevel: 'error' });
    return module[language];
};

export const words = { de: await catalogue('de'), en: await catalogue('en') };
