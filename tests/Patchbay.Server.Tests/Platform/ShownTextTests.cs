using Patchbay.Server.Platform;

namespace Patchbay.Server.Tests.Platform;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("Padaria Aurora", "Padaria Aurora")]
    [InlineData("  Padaria Aurora\t", "Padaria Aurora")]
    [InlineData("Pad\u202earia", "Padaria")]
    [InlineData("Pad\u2066aria\u2069", "Padaria")]
    [InlineData("Pad\u200baria\ufeff", "Padaria")]
    [InlineData("Pad\u001b[31maria", "Pad[31maria")]
    [InlineData("Pad\r\naria", "Padaria")]
    [InlineData("Pad\u2028aria", "Padaria")]
    [InlineData("Pad\u00adaria", "Padaria")]
    [InlineData("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd")]
    [InlineData("🥐 Café", "🥐 Café")]
    public void What_cannot_be_seen_is_removed(string given, string kept) => ShownText.NameOf(given).ShouldBe(kept);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200b")]
    [InlineData("\u202e\u200b\r\n")]
    [InlineData("\u3164")]
    public void A_name_of_which_nothing_can_be_seen_is_refused(string? given) => ShownText.NameOf(given).ShouldBeNull();

    [Fact]
    public void A_name_has_at_most_80_characters()
    {
        ShownText.NameOf(string.Concat(Enumerable.Repeat("🥐", 80))).ShouldNotBeNull();
        ShownText.NameOf(new string('x', 81)).ShouldBeNull();
        ShownText.NameOf(new string('x', 80) + "\u200b").ShouldNotBeNull();
    }
}
