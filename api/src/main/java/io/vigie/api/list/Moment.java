package io.vigie.api.list;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A moment as rows have it: UTC, always three decimals, as the tables keep it. Texts of one length
 * sort as the moments do.
 */
@JacksonAnnotationsInside
@JsonFormat(
    shape = JsonFormat.Shape.STRING,
    pattern = "uuuu-MM-dd'T'HH:mm:ss.SSSX",
    timezone = "UTC")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Moment {}
