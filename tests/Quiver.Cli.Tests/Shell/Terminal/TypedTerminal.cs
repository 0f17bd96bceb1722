using System.Text;
using Quiver.Cli.Shell.Terminal;

namespace Quiver.Cli.Tests.Shell.Terminal;

/// <summary>A terminal on which a test has typed; it keeps what stands on the screen as raw text.</summary>
internal sealed class TypedTerminal(IEnumerable<ConsoleKeyInfo> keys) : ITerminal
{
    private readonly Queue<ConsoleKeyInfo> _keys = new(keys);

    public int Width { get; init; } = 80;

    public StringBuilder Screen { get; } = new();

    public ConsoleKeyInfo ReadKey() => _keys.Dequeue();

    public bool WasInterrupted() => false;

    public void Write(string text) => Screen.Append(text);

    /// <summary>The keys of a text: letters, and <c>&lt;left&gt;</c> or <c>^A</c> for others.</summary>
    public static IEnumerable<ConsoleKeyInfo> Keys(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '<')
            {
                int end = text.IndexOf('>', i);
                yield return Named(text[(i + 1)..end]);
                i = end;
            }
            else if (text[i] == '^')
            {
                yield return new ConsoleKeyInfo(
                    (char)(text[++i] - '@'),
                    ConsoleKey.None,
                    false,
                    false,
                    true
                );
            }
            else
            {
                yield return new ConsoleKeyInfo(text[i], ConsoleKey.None, false, false, false);
            }
        }
    }

    private static ConsoleKeyInfo Named(string name) =>
        new(
            '\0',
            name switch
            {
                "left" => ConsoleKey.LeftArrow,
                "right" => ConsoleKey.RightArrow,
                "up" => ConsoleKey.UpArrow,
                "down" => ConsoleKey.DownArrow,
                "home" => ConsoleKey.Home,
                "end" => ConsoleKey.End,
                "delete" => ConsoleKey.Delete,
                "back" => ConsoleKey.Backspace,
                "tab" => ConsoleKey.Tab,
                "enter" => ConsoleKey.Enter,
                "word-left" => ConsoleKey.LeftArrow,
                _ => throw new ArgumentException(name),
            },
            false,
            false,
            name.StartsWith("word", StringComparison.Ordinal)
        );
}
