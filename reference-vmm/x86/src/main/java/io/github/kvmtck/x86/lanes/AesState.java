package io.github.kvmtck.x86.lanes;

/** The 16 bytes that AES works on, column by column, and the steps of a round (FIPS 197, 5). */
public final class AesState {
  private static final int SIZE = 16;
  private static final int POLYNOMIAL = 0x11b;
  private static final int[] FORWARD = {2, 3, 1, 1};
  private static final int[] INVERSE = {14, 11, 13, 9};
  private static final int[] BOX = box();
  private static final int[] INVERSE_BOX = inverted(BOX);

  private final int[] bytes = new int[SIZE];

  public AesState(long low, long high) {
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (int) ((i < 8 ? low : high) >>> 8 * i) & 0xff;
    }
  }

  public long low() {
    return quad(0);
  }

  public long high() {
    return quad(8);
  }

  private long quad(int from) {
    long quad = 0;
    for (int i = 0; i < 8; i++) {
      quad |= (long) bytes[from + i] << 8 * i;
    }
    return quad;
  }

  /** SubBytes and ShiftRows, in either order. */
  public AesState substituteAndShift() {
    int[] old = bytes.clone();
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = BOX[old[i + 4 * (i & 3) & 15]];
    }
    return this;
  }

  /** InvSubBytes and InvShiftRows. */
  public AesState shiftAndSubstituteBack() {
    int[] old = bytes.clone();
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = INVERSE_BOX[old[i - 4 * (i & 3) & 15]];
    }
    return this;
  }

  /** MixColumns. */
  public AesState mix() {
    return mix(FORWARD);
  }

  /** InvMixColumns. */
  public AesState mixBack() {
    return mix(INVERSE);
  }

  private AesState mix(int[] factors) {
    int[] old = bytes.clone();
    for (int i = 0; i < SIZE; i++) {
      int sum = 0;
      for (int k = 0; k < 4; k++) {
        sum ^= times(old[i & ~3 | i + k & 3], factors[k]);
      }
      bytes[i] = sum;
    }
    return this;
  }

  /** SubWord of four bytes. */
  public static int substitute(int word) {
    int result = 0;
    for (int at = 0; at < 32; at += 8) {
      result |= BOX[word >>> at & 0xff] << at;
    }
    return result;
  }

  /** A product in GF(2^8). */
  private static int times(int a, int b) {
    int product = 0;
    int power = a;
    for (int rest = b; rest != 0; rest >>= 1) {
      product ^= (rest & 1) != 0 ? power : 0;
      power <<= 1;
      power ^= power > 0xff ? POLYNOMIAL : 0;
    }
    return product;
  }

  /** FIPS 197, 5.1.1: the inverse in GF(2^8), then an affine transformation. */
  private static int[] box() {
    int[] box = new int[256];
    for (int a = 0; a < 256; a++) {
      int inverse = 0;
      for (int b = 1; b < 256 && inverse == 0; b++) {
        inverse = times(a, b) == 1 ? b : 0;
      }
      int turned = inverse;
      for (int i = 1; i < 5; i++) {
        turned ^= inverse << i | inverse >> 8 - i;
      }
      box[a] = (turned ^ 0x63) & 0xff;
    }
    return box;
  }

  private static int[] inverted(int[] box) {
    int[] inverse = new int[256];
    for (int i = 0; i < 256; i++) {
      inverse[box[i]] = i;
    }
    return inverse;
  }
}
