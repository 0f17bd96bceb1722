using System.Globalization;
using System.Text;

namespace Quiver.Foundation.Text;

/// <summary>Makes text from files fit for a terminal, also one that shows a log, which would take control characters in it for orders: to clear the screen, for example, or to show other text than there is.</summary>
public static class VisibleText
{
    /// <summary>The text with control characters but tabs and line ends as <c>\u001B</c>.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsHidden))
        {
            return text;
        }
        var shown = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            if (IsHidden(character))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                shown.Append(character);
            }
        }
        return shown.ToString();
    }

    private static bool IsHidden(char character) =>
        char.IsControl(character) && character is not ('\n' or '\t');
}
