using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>Rate limits of Messenger and Instagram.</summary>
internal static class DirectLimits
{
    private const int SettingCalls = 10;
    private static readonly long SettingWindow = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;

    /// <summary>Profile and menu: ten calls in ten minutes.</summary>
    public static void CountSetting(Call call, List<long> calls)
    {
        if (!call.World.Options.EnforceLimits)
            return;
        calls.RemoveAll(at => at <= call.Now - SettingWindow);
        if (calls.Count >= SettingCalls)
            throw TooOften();
        calls.Add(call.Now);
    }

    /// <summary>
    /// Messages a second: 300 texts for Messenger, 100 for Instagram, 10 with audio or video for both.
    /// </summary>
    public static void CountSend(Call call, Node profile, bool isHeavy) =>
        CountSecond(
            call,
            isHeavy ? profile.Id + ":heavy" : profile.Id,
            isHeavy ? 10
                : profile is InstagramAccount ? 100
                : 300
        );

    /// <summary>Two reads of conversations a second for one account.</summary>
    public static void CountConversations(Call call, Node profile) =>
        CountSecond(call, profile.Id + ":conversations", 2);

    private static void CountSecond(Call call, string key, int most)
    {
        if (call.World.Options.EnforceLimits && call.World.Chats.CountThroughput(key, call.Now) > most)
            throw TooOften();
    }

    private static GraphRefusal TooOften() => new(613, "(#613) Calls to this api have exceeded the rate limit.");
}
