using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>What the report says of a group of identifiers, as JSON text.</summary>
/// <param name="Description">Its description, inside a string.</param>
/// <param name="Group">Its name as a string, or null.</param>
internal sealed record EncodedSpace(byte[] Description, byte[] Group)
{
    public static EncodedSpace Of(IdSpace space) =>
        new(
            JsonText.Escape(space.Description),
            JsonText.Quote(space.Name.Length == 0 ? null : space.Name)
        );
}
