package io.github.kvmtck.cli.kick;

/** What asks a vCPU to leave KVM_RUN, and on which kernel. */
enum Way {
  REAL_SIGNAL("kvm", "mainline", "signal, real KVM"),
  SIGNAL("reference", "mainline", "signal, reference"),
  USER_EXIT("reference", "mainline+user-exit", "KVM_USER_EXIT"),
  EXITFD("reference", "mainline+exitfd", "an exitfd"),
  KICK("reference", "mainline+kick-all", "KVM_KICK_ALL"),
  KICK_V1("reference", "mainline+kick-all-v1", "KVM_KICK_ALL, sticky");

  private final String backend;
  private final String profile;
  private final String words;

  Way(String backend, String profile, String words) {
    this.backend = backend;
    this.profile = profile;
    this.words = words;
  }

  String backend() {
    return backend;
  }

  String profile() {
    return profile;
  }

  String words() {
    return words;
  }
}
