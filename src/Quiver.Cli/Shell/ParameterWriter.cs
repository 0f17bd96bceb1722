using Quiver.Bolt.PackStream;
using Quiver.Bolt.Session;
using Quiver.Model.Values;

namespace Quiver.Cli.Shell;

/// <summary>Writes the values that <see cref="ResultReader"/> reads, so that a result can be a parameter.</summary>
internal static class ParameterWriter
{
    /// <summary>Writes the parameters of a query.</summary>
    public static void Write(
        PackStreamWriter writer,
        MessageBuffer output,
        IReadOnlyDictionary<string, object?> parameters
    )
    {
        writer.BeginMap(parameters.Count);
        foreach (var (name, value) in parameters)
        {
            writer.WriteString(name);
            Write(writer, output, value);
        }
    }

    private static void Write(PackStreamWriter writer, MessageBuffer output, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case bool truth:
                writer.WriteBoolean(truth);
                break;
            case long number:
                writer.WriteInteger(number);
                break;
            case double number:
                writer.WriteFloat(number);
                break;
            case string text:
                writer.WriteString(text);
                break;
            case byte[] bytes:
                writer.WriteBytes(bytes);
                break;
            case Value other:
                new ValueWriter(output, BoltClient.Version, utc: true).Write(
                    other,
                    NoEntities.Instance
                );
                break;
            case IReadOnlyDictionary<string, object?> map:
                Write(writer, output, map);
                break;
            case IReadOnlyList<object?> list:
                writer.BeginList(list.Count);
                foreach (object? element in list)
                {
                    Write(writer, output, element);
                }
                break;
            default:
                throw new CommandException(
                    ExitCode.Usage,
                    "A node, relationship or path cannot be a parameter."
                );
        }
    }
}
