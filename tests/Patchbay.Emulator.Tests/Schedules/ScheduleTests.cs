namespace Patchbay.Emulator.Tests.Schedules;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("16:00", "20:00", "MONDAY", 400)]
    [InlineData("17:00", "20:00", "MONDAY", 200)]
    [InlineData("16:00", "20:00", "SUNDAY", 200)]
    [InlineData("22:00", "10:00", "MONDAY", 400)]
    [InlineData("9 o'clock", "20:00", "SUNDAY", 400)]
    public async Task A_schedule_that_overlaps_another_or_is_malformed_is_refused(
        string start,
        string end,
        string day,
        int status
    )
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        Task<Reply> Add(string from, string to, string on) =>
            meta.PostAsync(
                $"v23.0/{shop.WabaId}/schedules",
                $$"""
                {"name":"Open","schedule_type":"BUSINESS_HOURS","start_time":"{{from}}","end_time":"{{to}}",
                "days_of_week":["{{on}}"]}
                """,
                shop.AccessToken
            );
        (await Add("09:00", "17:00", "MONDAY")).ShouldSucceed();

        (await Add(start, end, day)).Status.ShouldBe(status);
    }
}
