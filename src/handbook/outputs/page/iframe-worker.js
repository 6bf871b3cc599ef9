/* Search from disk: a page opened from file:// may not start a Worker, so the worker's file runs in a hidden frame instead.
 *
 * Our own shim, because the usual one writes an inline script into the frame, which the page's Content-Security-Policy
 * forbids. The frame is empty and of the page's own origin, so its functions can be set from here and the worker's file
 * joins it as an ordinary script. Over http nothing is changed.
 */

function IFrameWorker(url) {
  const target = document.createElement("div");
  this.addEventListener = target.addEventListener.bind(target);
  this.removeEventListener = target.removeEventListener.bind(target);
  let queue = [];
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "search";
  frame.setAttribute("aria-hidden", "true");
  document.body.appendChild(frame);
  const inner = frame.contentWindow;
  inner.postMessage = (data) => target.dispatchEvent(new MessageEvent("message", { data }));
  const pass = (data) => inner.dispatchEvent(new MessageEvent("message", { data }));
  const script = inner.document.createElement("script");
  script.src = String(url);
  script.addEventListener("load", () => {
    queue.forEach(pass);
    queue = null;
  });
  inner.document.head.appendChild(script);
  this.postMessage = (data) => (queue ? queue.push(data) : pass(data));
  this.terminate = () => frame.remove();
}

if (location.protocol === "file:") {
  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
}
