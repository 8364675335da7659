using System.Globalization;
using System.Runtime.InteropServices;

namespace Patchbay.Bench;

/// <summary>Compares the typed client with code by hand, in one run: sending a text and reading a webhook.</summary>
internal static class ClientBench
{
    public static async Task<int> RunAsync()
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, "
                    + $"{RuntimeInformation.OSDescription}"
            )
        );
        await using var sink = await GraphSink.StartAsync();
        using var sends = new SendComparison(sink.Address);
        await Comparison.RunAsync(
            "text send",
            "bare HttpClient, JSON by hand",
            sends.BareAsync,
            "Patchbay.Graph",
            sends.ClientAsync,
            batch: 10,
            rounds: 2001
        );
        var webhooks = new WebhookComparison();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"webhook of {webhooks.Size} bytes"));
        await Comparison.RunAsync(
            "webhook read",
            "JsonDocument, same members read",
            webhooks.DocumentAsync,
            "Patchbay.Graph",
            webhooks.ClientAsync,
            batch: 200,
            rounds: 2001
        );
        await Comparison.RunAsync(
            "webhook read",
            "JsonDocument.Parse alone, nothing read",
            webhooks.ParseOnlyAsync,
            "Patchbay.Graph",
            webhooks.ClientAsync,
            batch: 200,
            rounds: 2001
        );
        return 0;
    }
}
