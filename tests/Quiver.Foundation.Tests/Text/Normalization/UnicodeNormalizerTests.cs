using System.Security.Cryptography;
using System.Text;
using Quiver.Foundation.Text.Normalization;

namespace Quiver.Foundation.Tests.Text.Normalization;

public sealed class UnicodeNormalizerTests
{
    // Of "a", the code point, two marks and the code point again for every one below U+30000, as Python's unicodedata 14.0.0 normalizes them.
    [Theory]
    [InlineData(NormalForm.Nfc, "46e30c55562d5ab60ece848d497a3f473120ea2681a7d3e0ac6186a3392f3a4d")]
    [InlineData(NormalForm.Nfd, "ff7e0164a2a0f9fbbfbfb3aef5d657878e7154284a8c31de20aefd9b71da3ec4")]
    [InlineData(
        NormalForm.Nfkc,
        "a974bc831bd2a24e1b8a6d0edec0b8336bfa5dc6139a26c08441bb75617255f8"
    )]
    [InlineData(
        NormalForm.Nfkd,
        "6303e7f6c578f1d8a5f04407cf107522b65d8aeb63dc101b57af1c53b2d5cca5"
    )]
    public void Every_code_point_is_normalized_as_another_implementation_does(
        NormalForm form,
        string hash
    )
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int codePoint = 0; codePoint < 0x30000; codePoint++)
        {
            if (Rune.IsValid(codePoint))
            {
                string character = new Rune(codePoint).ToString();
                string text = $"a{character}\u0301\u0323{character}";
                sha.AppendData(Encoding.UTF8.GetBytes(UnicodeNormalizer.Normalize(text, form)));
            }
        }
        Assert.Equal(hash, Convert.ToHexStringLower(sha.GetHashAndReset()));
    }

    [Fact]
    public void Normal_forms_are_fixed_points_and_agree_with_each_other()
    {
        var random = new Random(20261121);
        int[] starts = [0x41, 0xC0, 0x300, 0x1100, 0x1160, 0x11A8, 0xAC00, 0xF900, 0xFB00, 0x1D15E];
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            for (int n = random.Next(8); n >= 0; n--)
            {
                text.Append(new Rune(starts[random.Next(starts.Length)] + random.Next(60)));
            }
            string original = text.ToString();
            foreach (var form in Enum.GetValues<NormalForm>())
            {
                string normal = UnicodeNormalizer.Normalize(original, form);
                Assert.True(UnicodeNormalizer.IsNormalized(normal, form), original);
            }
            string composed = UnicodeNormalizer.Normalize(original, NormalForm.Nfc);
            string decomposed = UnicodeNormalizer.Normalize(original, NormalForm.Nfd);
            Assert.Equal(composed, UnicodeNormalizer.Normalize(decomposed, NormalForm.Nfc));
            Assert.Equal(decomposed, UnicodeNormalizer.Normalize(composed, NormalForm.Nfd));
        }
    }
}
