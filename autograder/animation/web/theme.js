// Light or dark, as the page around the player is, and the colours of each.

/** Whether the paper behind an element is dark: its own colour decides, and where it has none the reader's setting. */
export function isDark(element) {
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) || []).map(Number);
    if (alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches && !document.body.dataset.jpThemeLight;
}

/** Call back when the page's theme may have changed; gives a function that ends this. */
export function watchTheme(changed) {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const later = () => [0, 300, 1500].forEach((wait) => setTimeout(changed, wait)); // style sheets load late
  const watcher = new MutationObserver(later);
  for (const node of [document.documentElement, document.body]) watcher.observe(node, { attributes: true });
  media.addEventListener("change", later);
  return () => {
    watcher.disconnect();
    media.removeEventListener("change", later);
  };
}

/** Fit a canvas to its place in the page, in real pixels; gives its context, in CSS pixels. */
export function fit(canvas, width, height) {
  const sharp = Math.min(window.devicePixelRatio || 1, 2);
  const pixels = [Math.round(width * sharp), Math.round(height * sharp)];
  if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
  const context = canvas.getContext("2d");
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
  return context;
}

export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";

/** A thousand as 1,000; large or small numbers with three digits that count. */
export function figure(value) {
  if (!isFinite(value)) return "not a number";
  if (value !== 0 && (Math.abs(value) >= 1e12 || Math.abs(value) < 1e-6)) return value.toExponential(2);
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumSignificantDigits: 3 });
}
