# The hunt, and what goes with it.
redial_test(test_hunt unit)
redial_test(test_hunt_model unit)
redial_test(test_token unit)
redial_test(test_hunt_why unit)
redial_test(test_journal unit)
redial_test(test_replay unit)
redial_test(test_reply unit)
redial_test(test_complaints unit)
