// Before the first paint: whoever works in the dark sees no white flash. What happens afterwards stands in src/platform/look.ts.
(() => {
  const wish = localStorage.getItem('gridward.appearance');
  const isDark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.look = isDark ? 'dark' : 'light';
})();
