package io.github.kvmtck.api;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a kernel says of itself.
 *
 * @param name the backend, as {@code --backend} names it
 * @param release the kernel release ({@code uname -r}), or the model's version
 * @param vendor the vendor module: kvm_intel, kvm_amd, kvm_pvm, or the reference's host flavour
 * @param variations what makes the model differ from mainline, in order; empty for a real kernel
 * @param proposals names of the proposed interfaces that it declares to implement. A proposal is
 *     never detected by its capability number: such numbers have been reused (rules NC-02, UX-01)
 * @param environment further facts for a report, by name
 */
public record About(
    String name,
    String release,
    String vendor,
    List<String> variations,
    SortedSet<String> proposals,
    SortedMap<String, String> environment) {}
