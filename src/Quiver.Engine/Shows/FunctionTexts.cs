using System.Collections.Frozen;

namespace Quiver.Engine.Shows;

/// <summary>What SHOW FUNCTIONS says of each function: its category in the words of Neo4j's lists, and what it does.</summary>
internal static class FunctionTexts
{
    // A line without a colon is a category; the functions of it follow, each with what it does.
    private const string Text = """
        Aggregating
        avg: Returns the average of a set of numbers or durations.
        collect: Returns a list of the values, nulls left out.
        count: Returns the number of rows, or of values that are not null.
        max: Returns the greatest of a set of values.
        min: Returns the least of a set of values.
        percentileCont: Returns the percentile of a set of numbers, interpolated between the two nearest.
        percentileDisc: Returns the number of a set that is nearest to the percentile.
        stDev: Returns the standard deviation of a sample.
        stDevP: Returns the standard deviation of a whole population.
        sum: Returns the sum of a set of numbers or durations.
        Database
        db.nameFromElementId: Returns the name of the database that an element id belongs to.
        Graph
        graph.names: Returns the names of the graphs of this database: its own.
        graph.propertiesByName: Returns the properties that a graph of this database was given: none.
        List
        coll.distinct: Returns the list without values that it has already.
        coll.flatten: Returns the list with the elements of lists in the place of these, down to a depth.
        coll.indexOf: Returns the place of a value in the list, or -1.
        coll.insert: Returns the list with a value put in at an index.
        coll.max: Returns the greatest value of the list.
        coll.min: Returns the least value of the list.
        coll.remove: Returns the list without the value at an index.
        coll.sort: Returns the list in ascending order.
        keys: Returns the keys of a node, a relationship or a map.
        labels: Returns the labels of a node.
        nodes: Returns the nodes of a path.
        range: Returns the integers from a start to an end, both included, by steps.
        reduce: Returns what an expression makes of an accumulator and each element in turn.
        relationships: Returns the relationships of a path.
        reverse: Returns a list or text in the opposite order.
        tail: Returns all elements of the list but the first.
        toBooleanList: Returns the values as booleans; null where one cannot be converted.
        toFloatList: Returns the values as floats; null where one cannot be converted.
        toIntegerList: Returns the values as integers; null where one cannot be converted.
        toStringList: Returns the values as texts; null where one cannot be converted.
        Load CSV
        file: Returns the path of the file that LOAD CSV reads.
        linenumber: Returns the number of the line that LOAD CSV reads.
        Logarithmic
        e: Returns the base of the natural logarithm.
        exp: Returns e to the power of a number.
        log: Returns the natural logarithm of a number.
        log10: Returns the common logarithm of a number.
        sqrt: Returns the square root of a number.
        Numeric
        abs: Returns the absolute value of a number.
        ceil: Returns the least whole number that is not less than a number.
        floor: Returns the greatest whole number that is not greater than a number.
        isNaN: Returns whether a number is NaN.
        rand: Returns a random number from 0 on, less than 1.
        round: Returns a number rounded to a precision, by a mode.
        sign: Returns -1, 0 or 1 for a number below, at or above 0.
        Predicate
        all: Returns whether the predicate holds for all elements of the list.
        allReduce: Returns whether the predicate holds for the accumulator after each element.
        any: Returns whether the predicate holds for at least one element of the list.
        exists: Returns whether the pattern is found in the graph.
        isEmpty: Returns whether a list or map has no elements, or a text no characters.
        none: Returns whether the predicate holds for no element of the list.
        single: Returns whether the predicate holds for exactly one element of the list.
        Scalar
        char_length: Returns the number of characters of a text.
        character_length: Returns the number of characters of a text.
        coalesce: Returns the first of its arguments that is not null.
        elementId: Returns the element id of a node or relationship.
        endNode: Returns the end of a relationship.
        head: Returns the first element of the list.
        id: Returns the number of a node or relationship.
        last: Returns the last element of the list.
        length: Returns the number of relationships of a path.
        nullIf: Returns null if two values are equal, else the first.
        properties: Returns the properties of a node, relationship or map as a map.
        randomUUID: Returns a random universally unique identifier.
        size: Returns the number of elements of a list or of characters of a text.
        startNode: Returns the start of a relationship.
        timestamp: Returns the milliseconds since midnight, 1 January 1970 UTC.
        toBoolean: Converts a boolean, text or integer to a boolean.
        toBooleanOrNull: Converts a value to a boolean, or gives null.
        toFloat: Converts a number or text to a float.
        toFloatOrNull: Converts a value to a float, or gives null.
        toInteger: Converts a number, boolean or text to an integer.
        toIntegerOrNull: Converts a value to an integer, or gives null.
        type: Returns the type of a relationship.
        valueType: Returns the name of the narrowest type of a value.
        Spatial
        point: Returns a point with the given coordinates.
        point.distance: Returns the distance of two points of one coordinate system.
        point.withinBBox: Returns whether a point is in the box between two others.
        String
        btrim: Returns a text without white space, or given characters, at both ends.
        left: Returns so many characters from the start of a text.
        lower: Returns a text in lower case.
        ltrim: Returns a text without white space, or given characters, at its start.
        normalize: Returns a text in a Unicode normal form.
        replace: Returns a text with each occurrence of another replaced, up to a limit.
        right: Returns so many characters from the end of a text.
        rtrim: Returns a text without white space, or given characters, at its end.
        split: Returns the parts of a text between delimiters.
        string.indexOf: Returns the place of a text in another, or -1.
        string.join: Returns the texts of the list with a separator between them.
        string.regexReplace: Returns a text with each match of a regular expression replaced.
        substring: Returns the part of a text from a place on, up to a length.
        toLower: Returns a text in lower case.
        toString: Converts a value to text.
        toStringOrNull: Converts a value to text, or gives null.
        toUpper: Returns a text in upper case.
        trim: Returns a text without white space, or a given character, at one end or both.
        upper: Returns a text in upper case.
        Temporal
        date: Returns a date: today's, or one made of a text, a map or another point in time.
        date.realtime: Returns the date by the clock at this moment.
        date.statement: Returns the date when the statement began.
        date.transaction: Returns the date when the transaction began.
        date.truncate: Returns the date at the start of the unit that it is in.
        datetime: Returns a zoned date and time: now, or one made of a text, a map or another point in time.
        datetime.fromepoch: Returns the date and time so many seconds and nanoseconds after 1970 began.
        datetime.fromepochmillis: Returns the date and time so many milliseconds after 1970 began.
        datetime.realtime: Returns the date and time by the clock at this moment.
        datetime.statement: Returns the date and time when the statement began.
        datetime.transaction: Returns the date and time when the transaction began.
        datetime.truncate: Returns the date and time at the start of the unit that it is in.
        duration: Returns a duration made of a text or map.
        duration.between: Returns the duration between two points in time.
        duration.inDays: Returns the whole days between two points in time.
        duration.inMonths: Returns the whole months between two points in time.
        duration.inSeconds: Returns the seconds between two points in time.
        format: Returns a point in time or duration as text, by a pattern.
        localdatetime: Returns a date and time without a zone: now, or one made of a text, a map or another point in time.
        localdatetime.realtime: Returns the local date and time by the clock at this moment.
        localdatetime.statement: Returns the local date and time when the statement began.
        localdatetime.transaction: Returns the local date and time when the transaction began.
        localdatetime.truncate: Returns the local date and time at the start of the unit that it is in.
        localtime: Returns a time without a zone: now, or one made of a text, a map or another point in time.
        localtime.realtime: Returns the local time by the clock at this moment.
        localtime.statement: Returns the local time when the statement began.
        localtime.transaction: Returns the local time when the transaction began.
        localtime.truncate: Returns the local time at the start of the unit that it is in.
        time: Returns a time with an offset: now, or one made of a text, a map or another point in time.
        time.realtime: Returns the time by the clock at this moment.
        time.statement: Returns the time when the statement began.
        time.transaction: Returns the time when the transaction began.
        time.truncate: Returns the time at the start of the unit that it is in.
        Trigonometric
        acos: Returns the arc cosine of a number in radians.
        asin: Returns the arc sine of a number in radians.
        atan: Returns the arc tangent of a number in radians.
        atan2: Returns the angle of the point with the coordinates x and y in radians.
        cos: Returns the cosine of an angle in radians.
        cosh: Returns the hyperbolic cosine of a number.
        cot: Returns the cotangent of an angle in radians.
        coth: Returns the hyperbolic cotangent of a number.
        degrees: Converts radians to degrees.
        haversin: Returns half the versine of an angle in radians.
        pi: Returns the ratio of a circle's circumference to its diameter.
        radians: Converts degrees to radians.
        sin: Returns the sine of an angle in radians.
        sinh: Returns the hyperbolic sine of a number.
        tan: Returns the tangent of an angle in radians.
        tanh: Returns the hyperbolic tangent of a number.
        Vector
        vector: Returns a vector of so many coordinates of a type.
        vector.similarity.cosine: Returns how near two vectors are by their angle, from 0 to 1.
        vector.similarity.euclidean: Returns how near two vectors are by their distance, from 0 to 1.
        vector_dimension_count: Returns the number of coordinates of a vector.
        vector_distance: Returns the distance of two vectors by a metric.
        vector_norm: Returns the length of a vector by a metric.
        """;

    private static readonly FrozenDictionary<string, (string Category, string Description)> s_all =
        Read();

    /// <summary>The names that have a text.</summary>
    public static IEnumerable<string> Names => s_all.Keys;

    /// <summary>The category and description of a function; of one that has none, that it is a scalar function.</summary>
    public static (string Category, string Description) Of(string name) =>
        s_all.TryGetValue(name, out var text) ? text : ("Scalar", "");

    private static FrozenDictionary<string, (string, string)> Read()
    {
        var texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        string category = "";
        foreach (string line in Text.Split('\n'))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0)
            {
                category = line;
                continue;
            }
            texts.Add(line[..colon], (category, line[(colon + 2)..]));
        }
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
