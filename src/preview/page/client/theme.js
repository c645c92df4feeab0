/* Runs before anything is painted, so that a dark page does not begin with a white flash. Not a module: those come too late. */
(() => {
  for (const name of ['theme', 'size']) {
    try {
      const value = localStorage.getItem(name);
      if (value) document.documentElement.dataset[name] = value;
    } catch {
      // Where nothing may be stored, the defaults hold.
    }
  }
})();
