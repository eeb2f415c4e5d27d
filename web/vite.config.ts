import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Where the server embeds the files from; elsewhere by environment, so that a build tree stays outside the source.
const outDir = process.env['KARTEI_WEB_OUT'] ?? 'dist';
// `npm run dev` passes the API on to a server that runs already.
const server = process.env['KARTEI_WEB_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
    plugins: [react(), { ...optimizeLocales.vite({ locales: ['de-DE', 'en-US'] }), enforce: 'pre' as const }],
    build: {
        outDir,
        emptyOutDir: true,
        manifest: 'manifest.json',
        target: 'es2022',
        // Nothing is inlined: the policy allows no data: font, and an ETag per file is all the caching there is.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    server: { proxy: { '/api': { target: server, changeOrigin: false } } },
    test: { include: ['tests/**/*.spec.ts'], environment: 'node' },
} as Parameters<typeof defineConfig>[0]);
