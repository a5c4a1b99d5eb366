package com.eszoppping.recommendations.desugar;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Short;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happens to a value between what a lambda is given and what it takes: casts, boxes, wider numbers. */
final class Conversion {
    private static final Map<ClassDesc, ClassDesc> BOXES = Map.of(
            CD_boolean, CD_Boolean,
            CD_byte, CD_Byte,
            CD_short, CD_Short,
            CD_char, CD_Character,
            CD_int, CD_Integer,
            CD_long, CD_Long,
            CD_float, CD_Float,
            CD_double, CD_Double);

    private static final Map<ClassDesc, ClassDesc> UNBOXED =
            BOXES.keySet().stream().collect(Collectors.toMap(BOXES::get, Function.identity()));

    private Conversion() {}

    /** Writes the conversion of the value on the stack. */
    static void write(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (from.equals(to)) {
            return;
        }
        if (from.isPrimitive() && to.isPrimitive()) {
            code.conversion(TypeKind.from(from), TypeKind.from(to));
        } else if (from.isPrimitive()) {
            ClassDesc box = BOXES.get(from);
            code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, from));
        } else if (to.isPrimitive()) {
            unbox(code, from, to);
        } else if (!to.equals(CD_Object)) {
            code.checkcast(to);
        }
    }

    /** A box may be of a narrower number than what is wanted. */
    private static void unbox(CodeBuilder code, ClassDesc from, ClassDesc to) {
        ClassDesc box = UNBOXED.containsKey(from) ? from : BOXES.get(to);
        ClassDesc unboxed = UNBOXED.get(box);
        if (!from.equals(box)) {
            code.checkcast(box);
        }
        code.invokevirtual(box, unboxed.displayName() + "Value", MethodTypeDesc.of(unboxed));
        write(code, unboxed, to);
    }
}
