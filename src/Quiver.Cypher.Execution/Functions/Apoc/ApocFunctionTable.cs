namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions of APOC, for the table of functions.</summary>
internal static class ApocFunctionTable
{
    /// <summary>Adds all of them to the table.</summary>
    public static void Register(FunctionTable table)
    {
        SetFunctions.Register(table);
        CountFunctions.Register(table);
        ListChangeFunctions.Register(table);
        ListNumberFunctions.Register(table);
        ListOrderFunctions.Register(table);
        MapFunctions.Register(table);
        MapReadFunctions.Register(table);
        TextCaseFunctions.Register(table);
        TextDistanceFunctions.Register(table);
        TextEncodingFunctions.Register(table);
        TextPartFunctions.Register(table);
        FormFunctions.Register(table);
        DateFunctions.Register(table);
        NumberFunctions.Register(table);
        ConversionFunctions.Register(table);
        JsonFunctions.Register(table);
        MetaTypeFunctions.Register(table);
        PropertyFunctions.Register(table);
        NodeFunctions.Register(table);
        PathPartFunctions.Register(table);
        QueryFunctions.Register(table);
    }
}
