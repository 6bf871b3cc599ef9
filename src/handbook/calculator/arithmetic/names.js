/* For who writes JSON by hand: which name was meant by one that does not exist, and what fields there are. */

// Levenshtein distance, to tell a mistyped name from a foreign one.
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

function nearest(name, known) {
  const best = known.map((other) => ({ other, far: distance(name, other) })).sort((a, b) => a.far - b.far)[0];
  return best.far <= Math.max(2, best.other.length / 2)
    ? "是不是 " + best.other + "？"
    : "可用的有 " + known.join("、");
}

const describe = ({ name, kind, min, max, fallback, options, options_from, item, fields }) => {
  const inner = item && item.fields ? item.fields : fields;
  return {
    name,
    kind,
    item: item && item.kind,
    min,
    max,
    required: fallback === undefined,
    fallback,
    options: options || (item && item.options),
    options_from,
    fields: inner && inner.map(describe),
  };
};

export { describe, nearest };
