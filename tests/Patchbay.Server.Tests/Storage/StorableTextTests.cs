using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

public sealed class StorableTextTests
{
    [Fact]
    public void A_valid_Unicode_text_without_NUL_can_be_stored()
    {
        foreach (var text in (string[])["", "plain", "\u00e9 and \ud83d\ude00"])
            StorableText.ForLookUp(text).ShouldBe(text);
    }

    [Fact]
    public void A_text_with_NUL_or_half_a_surrogate_pair_cannot_be_stored()
    {
        foreach (var text in (string[])["a\0b", "\ud83d", "a\ude00b", "\ud83d\ude00\ud83d", "\ude00\ud83d"])
            StorableText.ForLookUp(text).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_look_up_by_a_text_that_cannot_be_stored_finds_nothing(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        (
            await host.Get<Database>()
                .ReadAsync(
                    session =>
                        session.ScalarAsync<long>(
                            "select count(*) from organizations where name = @name or name <> @name",
                            new { name = StorableText.ForLookUp("a\0b") }
                        ),
                    default
                )
        ).ShouldBe(0);
    }
}
