// The hot loops of src/routing/bounded-search.ts and matrix.ts in C on the same arrays, and the search as one writes it in
// C++ (std::priority_queue). `twin FOLDER ROUNDS` reads raw columns and prints a line a task: name, least ms, pairs, sum in mm.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <queue>
#include <string>
#include <vector>

typedef int32_t i32;
static std::string folder;

template <class T> static std::vector<T> column(const char *name) {
  FILE *file = fopen((folder + "/" + name).c_str(), "rb");
  if (!file) { fprintf(stderr, "no %s\n", name); exit(1); }
  fseek(file, 0, SEEK_END);
  std::vector<T> values(ftell(file) / sizeof(T));
  rewind(file);
  if (fread(values.data(), sizeof(T), values.size(), file) != values.size()) exit(1);
  fclose(file);
  return values;
}

struct Answer { long long pairs, sum; };

static void race(const char *name, int rounds, const std::function<Answer()> &task) {
  double least = 1e300;
  Answer answer = task();
  for (int round = 0; round < rounds; round++) {
    auto start = std::chrono::steady_clock::now();
    answer = task();
    std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    least = std::min(least, took.count());
  }
  printf("%s %.4f %lld %lld\n", name, least, answer.pairs, answer.sum);
}

// What both searches share: distances slide (base + mm, base falls with every search), so nothing is cleared.
struct Search {
  const i32 *bounds, *arcs;
  i32 shift, junctions;
  i32 *distance, *settled, *head;
  i32 base = 1 << 30, limit = 0, count = 0;
  struct Entry { i32 next, junction; };
  Entry *pool;
  size_t capacity = 1 << 14, used = 0;

  Search(const i32 *bounds, const i32 *arcs, i32 junctions, i32 shift)
      : bounds(bounds), arcs(arcs), shift(shift), junctions(junctions) {
    distance = (i32 *)malloc(4 * (size_t)junctions);
    settled = (i32 *)malloc(4 * (size_t)junctions);
    head = (i32 *)malloc(4 * (1 << 16));
    pool = (Entry *)malloc(sizeof(Entry) * capacity);
    for (i32 v = 0; v < junctions; v++) distance[v] = INT32_MAX;
    for (i32 q = 0; q < 1 << 16; q++) head[q] = -1;
  }
  void begin(i32 limitMm) {
    base -= limitMm + 1;
    if (base < 0) {
      for (i32 v = 0; v < junctions; v++) distance[v] = INT32_MAX;
      base = (1 << 30) - limitMm - 1;
    }
    limit = base + limitMm;
    count = 0;
    used = 0;
  }
  void put(i32 junction, i32 d) {
    if (used == capacity) pool = (Entry *)realloc(pool, sizeof(Entry) * (capacity *= 2));
    i32 q = (d - base) >> shift;
    pool[used] = {head[q], junction};
    head[q] = (i32)used++;
  }
  void seed(i32 junction, i32 mm) {
    i32 d = base + mm, old = distance[junction];
    if (d > limit || d >= old) return;
    if (old > limit) settled[count++] = junction;
    distance[junction] = d;
    put(junction, d);
  }
  i32 run() {
    i32 *__restrict D = distance;
    i32 *__restrict out = settled;
    const i32 *__restrict arc = arcs;
    i32 b = base, lim = limit, buckets = (limit - base >> shift) + 1, found = count;
    size_t next = used;
    Entry *entries = pool;
    for (i32 q = 0; q < buckets; q++) {
      i32 entry;
      while ((entry = head[q]) >= 0) {
        Entry e = entries[entry];
        head[q] = e.next;
        i32 d = D[e.junction];
        if ((d - b) >> shift != q) continue;
        for (i32 a = bounds[2 * e.junction], end = bounds[2 * e.junction + 1]; a < end; a++) {
          i32 v = arc[2 * a], nd = d + arc[2 * a + 1];
          if (nd > lim) continue;
          i32 old = D[v];
          if (nd >= old) continue;
          if (old > lim) out[found++] = v;
          D[v] = nd;
          if (next == capacity) entries = pool = (Entry *)realloc(pool, sizeof(Entry) * (capacity *= 2));
          i32 bucket = (nd - b) >> shift;
          entries[next] = {head[bucket], v};
          head[bucket] = (i32)next++;
        }
      }
    }
    used = next;
    return count = found;
  }
  // As most would write it: a heap of pairs, and a list of what was touched to clear it again.
  i32 runQueue(i32 source, i32 limitMm) {
    std::priority_queue<std::pair<i32, i32>, std::vector<std::pair<i32, i32>>, std::greater<std::pair<i32, i32>>> queue;
    count = 0;
    distance[source] = 0;
    settled[count++] = source;
    queue.push({0, source});
    while (!queue.empty()) {
      auto [d, u] = queue.top();
      queue.pop();
      if (d > distance[u]) continue;
      for (i32 a = bounds[2 * u], end = bounds[2 * u + 1]; a < end; a++) {
        i32 v = arcs[2 * a], nd = d + arcs[2 * a + 1];
        if (nd > limitMm || nd >= distance[v]) continue;
        if (distance[v] == INT32_MAX) settled[count++] = v;
        distance[v] = nd;
        queue.push({nd, v});
      }
    }
    return count;
  }
};

// All pairs of facility and demand point within the limit, as createScan and reachMatrix make them (streets without gates).
struct Matrix {
  std::vector<i32> first, point, mm;
};

struct City {
  std::vector<i32> arcRank, slotFirst, pointOf, offsetMm, seeds, ownRank, order;
  std::vector<double> ownAlong, ownPerpendicular, along, perpendicular, factor;
};

static Matrix matrix(Search &search, const City &c, i32 limitMm, std::vector<i32> &point, std::vector<i32> &mm) {
  i32 rows = (i32)c.order.size();
  std::vector<i32> rowStart(rows), rowCount(rows);
  size_t count = 0;
  const i32 *slotFirst = c.slotFirst.data(), *offset = c.offsetMm.data(), *pointOf = c.pointOf.data();
  auto room = [&](size_t more) {
    if (count + more <= point.size()) return;
    size_t size = std::max(2 * point.size(), count + more);
    point.resize(size);
    mm.resize(size);
  };
  for (i32 n = 0; n < rows; n++) {
    i32 f = c.order[n];
    rowStart[f] = (i32)count;
    i32 own = c.ownRank[f];
    if (own >= 0) {
      search.begin(limitMm);
      i32 base = search.base;
      const i32 *s = &c.seeds[4 * f];
      search.seed(s[0], s[1]);
      search.seed(s[2], s[3]);
      i32 settled = search.run();
      const i32 *D = search.distance;
      i32 from = D[s[0]] - base, to = D[s[2]] - base;
      room(slotFirst[own + 1] - slotFirst[own]);
      for (i32 slot = slotFirst[own]; slot < slotFirst[own + 1]; slot++) {
        i32 k = pointOf[slot];
        i32 t = (i32)std::floor((std::fabs(c.ownAlong[f] - c.along[k]) * c.factor[own] + (c.ownPerpendicular[f] + c.perpendicular[k])) * 1000 + 0.5);
        if (from <= limitMm) t = std::min(t, from + offset[2 * slot]);
        if (to <= limitMm) t = std::min(t, to + offset[2 * slot + 1]);
        if (t > limitMm) continue;
        point[count] = k;
        mm[count++] = t;
      }
      for (i32 i = 0; i < settled; i++) {
        i32 u = search.settled[i], d = D[u] - base;
        for (i32 a = search.bounds[2 * u], end = search.bounds[2 * u + 1]; a < end; a++) {
          i32 rank = c.arcRank[a] >> 1, slot = slotFirst[rank], last = slotFirst[rank + 1];
          if (slot == last || rank == own) continue;
          i32 other = D[search.arcs[2 * a]] - base;
          i32 near = d, far = other;
          if (c.arcRank[a] & 1) {
            if (other <= limitMm) continue;
            near = other;
            far = d;
          }
          room(last - slot);
          for (; slot < last; slot++) {
            i32 t = far > limitMm ? near + offset[2 * slot] : near > limitMm ? far + offset[2 * slot + 1]
              : std::min(near + offset[2 * slot], far + offset[2 * slot + 1]);
            if (t > limitMm) continue;
            point[count] = pointOf[slot];
            mm[count++] = t;
          }
        }
      }
    }
    rowCount[f] = (i32)count - rowStart[f];
  }
  Matrix made;
  made.first.resize(rows + 1);
  for (i32 f = 0; f < rows; f++) made.first[f + 1] = made.first[f] + rowCount[f];
  made.point.resize(count);
  made.mm.resize(count);
  for (i32 f = 0; f < rows; f++) {
    memcpy(&made.point[made.first[f]], &point[rowStart[f]], 4 * (size_t)rowCount[f]);
    memcpy(&made.mm[made.first[f]], &mm[rowStart[f]], 4 * (size_t)rowCount[f]);
  }
  return made;
}

int main(int, char **argv) {
  folder = argv[1];
  int rounds = atoi(argv[2]);
  auto bounds = column<i32>("bounds"), arcs = column<i32>("arcs"), sources = column<i32>("sources"), facts = column<i32>("facts");
  i32 limitMm = facts[0], shift = facts[1], junctions = (i32)bounds.size() / 2 - 1;
  Search search(bounds.data(), arcs.data(), junctions, shift), plain(bounds.data(), arcs.data(), junctions, shift);
  race("search", rounds, [&] {
    Answer answer = {0, 0};
    for (i32 source : sources) {
      search.begin(limitMm);
      search.seed(source, 0);
      i32 settled = search.run();
      answer.pairs += settled;
      for (i32 i = 0; i < settled; i++) answer.sum += search.distance[search.settled[i]] - search.base;
    }
    return answer;
  });
  race("priority_queue", rounds, [&] {
    Answer answer = {0, 0};
    for (i32 source : sources) {
      i32 settled = plain.runQueue(source, limitMm);
      answer.pairs += settled;
      for (i32 i = 0; i < settled; i++) {
        answer.sum += plain.distance[plain.settled[i]];
        plain.distance[plain.settled[i]] = INT32_MAX;
      }
    }
    return answer;
  });
  City city = {column<i32>("arcRank"), column<i32>("slotFirst"), column<i32>("pointOf"), column<i32>("offsetMm"),
    column<i32>("seeds"), column<i32>("ownRank"), column<i32>("order"), column<double>("ownAlong"),
    column<double>("ownPerpendicular"), column<double>("along"), column<double>("perpendicular"), column<double>("factor")};
  std::vector<i32> point(1 << 16), mm(1 << 16);
  race("matrix", rounds, [&] {
    Matrix made = matrix(search, city, limitMm, point, mm);
    Answer answer = {(long long)made.mm.size(), 0};
    for (i32 t : made.mm) answer.sum += t;
    return answer;
  });
}
