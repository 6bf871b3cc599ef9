// @ts-check
/* Search from disk: a page opened from file:// may not start a Worker, so the worker's file runs in a hidden frame instead.
 *
 * Our own shim, because the usual one writes an inline script into the frame, which the page's Content-Security-Policy
 * forbids. The frame is empty and of the page's own origin, so its functions can be set from here and the worker's file
 * joins it as an ordinary script. Over http nothing is changed.
 */

/** The frame, in the page, which holds nothing yet.
 * @returns {HTMLIFrameElement}
 */
function hiddenFrame() {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "search";
  frame.setAttribute("aria-hidden", "true");
  document.body.appendChild(frame);
  return frame;
}

/** Does what a Worker does of which the theme makes use.
 * @this {any}
 * @param {string | URL} url
 */
function IFrameWorker(url) {
  const target = document.createElement("div");
  this.addEventListener = target.addEventListener.bind(target);
  this.removeEventListener = target.removeEventListener.bind(target);
  const frame = hiddenFrame();
  const inner = /** @type {Window} */ (frame.contentWindow);
  /** @param {unknown} data */
  inner.postMessage = (data) => target.dispatchEvent(new MessageEvent("message", { data }));
  /** @param {unknown} data */
  const pass = (data) => inner.dispatchEvent(new MessageEvent("message", { data }));
  /** What came before the script was there.
   * @type {unknown[] | null}
   */
  let queue = [];
  const script = inner.document.createElement("script");
  script.src = String(url);
  script.addEventListener("load", () => {
    const waiting = queue || [];
    queue = null;
    waiting.forEach(pass);
  });
  inner.document.head.appendChild(script);
  /** @param {unknown} data */
  this.postMessage = (data) => (queue ? queue.push(data) : pass(data));
  this.terminate = () => frame.remove();
}

if (location.protocol === "file:") window.Worker = /** @type {any} */ (IFrameWorker);
