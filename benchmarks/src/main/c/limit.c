/*
 * The limit: byte counts with four sub-tables, which is what one core can do when
 * increments of the same place do not wait for each other. Called through JNI so that it can
 * be timed in turns with the Java side, in one process.
 */
#include <jni.h>
#include <stdint.h>
#include <string.h>

__attribute__((noinline)) static void count(const uint8_t *p, size_t n, uint32_t *out) {
  uint32_t t[4][256];
  memset(t, 0, sizeof t);
  size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    t[0][p[i]]++;
    t[1][p[i + 1]]++;
    t[2][p[i + 2]]++;
    t[3][p[i + 3]]++;
  }
  for (; i < n; i++) {
    t[0][p[i]]++;
  }
  for (int v = 0; v < 256; v++) {
    out[v] = t[0][v] + t[1][v] + t[2][v] + t[3][v];
  }
}

/* Counts each of the streams that stand one after the other in a direct buffer. */
JNIEXPORT jlong JNICALL Java_io_entroprint_benchmarks_compare_Limit_count(
    JNIEnv *env, jclass type, jobject buffer, jobject lengths, jint streams, jint times) {
  const uint8_t *first = (*env)->GetDirectBufferAddress(env, buffer);
  const int32_t *length = (*env)->GetDirectBufferAddress(env, lengths);
  uint32_t out[256];
  jlong sum = 0;
  (void)type;
  for (jint t = 0; t < times; t++) {
    const uint8_t *p = first;
    for (jint s = 0; s < streams; s++) {
      count(p, (size_t)length[s], out);
      sum += out[65];
      p += length[s];
    }
  }
  return sum;
}
