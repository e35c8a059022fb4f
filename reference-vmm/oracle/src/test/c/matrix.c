/* Products, elimination and a power series in double and float. */
#include "runtime.h"

enum { N = 24 };

static double a[N][N], b[N][N], c[N][N];
static float f[N][N], g[N][N], h[N][N];

static double root(double x) {
  double r = x > 1 ? x : 1;
  for (int i = 0; i < 60; i++) {
    r = (r + x / r) / 2;
  }
  return r;
}

static void multiply(void) {
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) {
      double sum = 0;
      float small = 0;
      for (int k = 0; k < N; k++) {
        sum += a[i][k] * b[k][j];
        small += f[i][k] * g[k][j];
      }
      c[i][j] = sum;
      h[i][j] = small;
    }
  }
}

static double determinant(void) {
  double result = 1;
  for (int i = 0; i < N; i++) {
    int best = i;
    for (int k = i + 1; k < N; k++) {
      double x = c[k][i] < 0 ? -c[k][i] : c[k][i];
      double y = c[best][i] < 0 ? -c[best][i] : c[best][i];
      best = x > y ? k : best;
    }
    if (best != i) {
      for (int k = 0; k < N; k++) {
        double t = c[i][k];
        c[i][k] = c[best][k];
        c[best][k] = t;
      }
      result = -result;
    }
    result *= c[i][i];
    for (int k = i + 1; k < N; k++) {
      double factor = c[k][i] / c[i][i];
      for (int j = i; j < N; j++) {
        c[k][j] -= factor * c[i][j];
      }
    }
  }
  return result;
}

static double exponential(double x) {
  double term = 1;
  double sum = 1;
  for (int n = 1; n < 60; n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

void program(void) {
  u64 seed = 3;
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) {
      s32 r = (s32)(next_random(&seed) >> 40) - (1 << 23);
      a[i][j] = r / 1048576.0;
      b[i][j] = (i == j) + r / 67108864.0;
      f[i][j] = (float)a[i][j];
      g[i][j] = (float)b[i][j] * 1.5f;
    }
  }
  multiply();
  double trace = 0;
  float small = 0;
  for (int i = 0; i < N; i++) {
    trace += c[i][i];
    small += h[i][N - 1 - i];
  }
  print("trace %.15f %a, float %.9f %a\n", trace, trace, small, (double)small);
  double det = determinant();
  print("determinant %.6f %a\n", det, det);
  for (int i = -3; i < 20; i++) {
    double x = i * 0.7321;
    print("exp(%.4f) = %.12f, root %.15f, as int %d\n", x, exponential(x), root(x < 0 ? -x : x),
          (s32)(x * 1000));
  }
  double tiny = 1;
  for (int i = 0; i < 1080; i += 45) {
    print("2^-%d = %a, its float %a\n", i, tiny, (double)(float)tiny);
    for (int k = 0; k < 45; k++) {
      tiny /= 2;
    }
  }
}
