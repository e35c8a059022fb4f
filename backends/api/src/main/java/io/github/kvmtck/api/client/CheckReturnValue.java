package io.github.kvmtck.api.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method returns must be looked at: an errno that nobody reads is a test that cannot fail.
 * Error Prone goes by the simple name.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE, ElementType.METHOD})
@interface CheckReturnValue {}
