using Patchbay.Graph.Calls;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.QrCodes;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-numbers.md. DocumentationTests compares the two.</summary>
internal static class NumberSamples
{
    public static async Task NumbersAsync(
        GraphSession account,
        string phoneNumberId,
        CancellationToken cancellationToken
    )
    {
        #region numbers
        var number = await account.PhoneNumbers.GetAsync(
            phoneNumberId,
            "display_phone_number,status,health_status",
            cancellationToken
        );
        Console.WriteLine(number.HealthStatus?.CanSendMessage == SendAbility.Blocked ? "blocked" : "able to send");
        await account.QrCodes.SaveAsync(
            phoneNumberId,
            SaveQrCode.Create("I would like to order", QrImageFormat.Svg),
            cancellationToken
        );
        await account.Profiles.UpdateOfNumberAsync(
            phoneNumberId,
            new() { About = "Open from 9 to 5" },
            cancellationToken
        );
        var blocked = await account.Blocking.BlockAsync(
            phoneNumberId,
            new() { Users = [new() { User = "+15551234567" }] },
            cancellationToken
        );
        foreach (var failed in blocked.Users?.FailedUsers ?? [])
            Console.WriteLine(failed.Input);
        #endregion
    }

    public static async Task GroupsAndCallsAsync(
        GraphSession account,
        string phoneNumberId,
        string offerSdp,
        CancellationToken cancellationToken
    )
    {
        #region groups-and-calls
        var group = await account.Groups.CreateAsync(
            phoneNumberId,
            new() { Subject = "Trip to the sea" },
            cancellationToken
        );
        Console.WriteLine($"The group comes by webhook with request {group.RequestId}.");

        var permission = await account.Calls.GetPermissionAsync(phoneNumberId, "15551234567", cancellationToken);
        if (permission.Permission?.Status == CallPermissionStatus.Permanent)
            await account.Calls.SendAsync(
                phoneNumberId,
                CallRequest.Connect("+15551234567", offerSdp),
                cancellationToken
            );
        #endregion
    }
}
