namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.math, apoc.number and apoc.bitwise: functions on numbers.</summary>
internal static class ApocNumberFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        apoc.bitwise.op(a INTEGER, operator STRING, b INTEGER) INTEGER: Returns what an operation on the bits of two numbers gives.
        apoc.math.cosh(value NUMBER) FLOAT: Returns the hyperbolic cosine of a number.
        apoc.math.coth(value NUMBER) FLOAT: Returns the hyperbolic cotangent of a number.
        apoc.math.csch(value NUMBER) FLOAT: Returns the hyperbolic cosecant of a number.
        apoc.math.maxByte() INTEGER: Returns the greatest number of 8 bits.
        apoc.math.maxDouble() FLOAT: Returns the greatest float.
        apoc.math.maxInt() INTEGER: Returns the greatest number of 32 bits.
        apoc.math.maxLong() INTEGER: Returns the greatest number of 64 bits.
        apoc.math.minByte() INTEGER: Returns the least number of 8 bits.
        apoc.math.minDouble() FLOAT: Returns the least float above 0.
        apoc.math.minInt() INTEGER: Returns the least number of 32 bits.
        apoc.math.minLong() INTEGER: Returns the least number of 64 bits.
        apoc.math.sech(value NUMBER) FLOAT: Returns the hyperbolic secant of a number.
        apoc.math.sigmoid(value NUMBER) FLOAT: Returns the sigmoid of a number.
        apoc.math.sigmoidPrime(value NUMBER) FLOAT: Returns the derivative of the sigmoid of a number.
        apoc.math.sinh(value NUMBER) FLOAT: Returns the hyperbolic sine of a number.
        apoc.math.tanh(value NUMBER) FLOAT: Returns the hyperbolic tangent of a number.
        apoc.number.arabicToRoman(number INTEGER) STRING: Returns a number in Roman figures.
        apoc.number.format(number ANY, pattern? STRING, language? STRING) STRING: Returns a number as text, by a pattern.
        apoc.number.parseFloat(text STRING, pattern? STRING, language? STRING) FLOAT: Returns the float that a text with separators of thousands stands for.
        apoc.number.parseInt(text STRING, pattern? STRING, language? STRING) INTEGER: Returns the whole number that a text with separators of thousands stands for.
        apoc.number.romanToArabic(romanNumber STRING) INTEGER: Returns the number of Roman figures.
        """;
}
