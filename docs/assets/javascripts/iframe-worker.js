/*
 * Search from disk: a page opened from file:// may not start a Worker, so the worker's file runs in a hidden frame instead.
 *
 * Our own shim, because the usual one writes an inline script into the frame, which the page's Content-Security-Policy
 * forbids. The frame is empty and of the page's own origin, so its functions can be set from here and the worker's file
 * joins it as an ordinary script. Over http nothing is changed.
 */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  function IFrameWorker(url) {
    var target = document.createElement("div");
    this.addEventListener = target.addEventListener.bind(target);
    this.removeEventListener = target.removeEventListener.bind(target);
    var queue = [], frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "search";
    frame.setAttribute("aria-hidden", "true");
    document.body.appendChild(frame);
    var inner = frame.contentWindow;
    inner.postMessage = function (data) {
      target.dispatchEvent(new MessageEvent("message", { data: data }));
    };
    var script = inner.document.createElement("script");
    script.src = String(url);
    script.addEventListener("load", function () {
      queue.forEach(function (data) { inner.dispatchEvent(new MessageEvent("message", { data: data })); });
      queue = null;
    });
    inner.document.head.appendChild(script);
    this.postMessage = function (data) {
      if (queue) queue.push(data);
      else inner.dispatchEvent(new MessageEvent("message", { data: data }));
    };
    this.terminate = function () { frame.remove(); };
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
