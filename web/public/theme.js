// Before the first paint: the theme chosen earlier, or the system's. External because the policy allows no inline script.
(function () {
    var stored = null;
    try {
        stored = localStorage.getItem('theme');
    } catch (_) {
        // No storage: the system decides.
    }
    var dark = stored ? stored === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
