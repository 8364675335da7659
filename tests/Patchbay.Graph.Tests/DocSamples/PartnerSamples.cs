namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-partners.md. DocumentationTests compares the two.</summary>
internal static class PartnerSamples
{
    public static async Task PartnersAsync(
        GraphSession account,
        string businessId,
        string wabaId,
        string appId,
        string creditLineId,
        CancellationToken cancellationToken
    )
    {
        #region partners
        await foreach (
            var waba in account.Businesses.ListClientAccountsAllAsync(businessId, cancellationToken: cancellationToken)
        )
            Console.WriteLine($"{waba.Id} {waba.Name}");

        var shared = await account.CreditLines.ShareAndAttachAsync(
            creditLineId,
            new() { WabaId = wabaId, WabaCurrency = "USD" },
            cancellationToken
        );
        Console.WriteLine(shared.Success);

        await foreach (var solution in account.Solutions.ListOfAppAllAsync(appId, cancellationToken: cancellationToken))
            Console.WriteLine($"{solution.Id} {solution.Status}");

        await foreach (
            var number in account.PreVerifiedNumbers.ListAllAsync(businessId, cancellationToken: cancellationToken)
        )
            Console.WriteLine($"{number.DisplayPhoneNumber} {number.VerificationStatus}");
        #endregion
    }
}
