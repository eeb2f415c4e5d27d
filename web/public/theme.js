// Before the first paint: the theme chosen earlier, or the system's, also when that changes. External because the policy
// allows no inline script.
(function () {
    var stored = null;
    try {
        stored = localStorage.getItem('theme');
    } catch (_) {
        // No storage: the system decides.
    }
    var root = document.documentElement;
    var system = matchMedia('(prefers-color-scheme: dark)');
    var follow = function () {
        if (!root.dataset.themeChosen) root.dataset.theme = system.matches ? 'dark' : 'light';
    };
    if (stored === 'dark' || stored === 'light') {
        root.dataset.theme = stored;
        root.dataset.themeChosen = 'yes';
    } else {
        follow();
        system.addEventListener('change', follow);
    }
})();
