using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Schedules;

internal sealed class ScheduleRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            {
                "getWhatsAppBusinessAccountSchedules",
                () => AfterAsync(Schedule(), new Recipe($"{Waba}/schedules", Token: Token))
            },
            { "createWhatsAppBusinessAccountSchedule", () => Schedule() },
        };

    private Recipe Schedule() =>
        new(
            $"{Waba}/schedules",
            """
            {"name":"Open","schedule_type":"BUSINESS_HOURS","start_time":"09:00","end_time":"17:00",
            "timezone":"UTC","days_of_week":["MONDAY"]}
            """,
            Token
        );
}
