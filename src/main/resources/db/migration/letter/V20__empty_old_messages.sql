-- What left long ago is emptied: see OldMessages.
grant update (recipient, address, subject) on letter.message to app;
comment on column letter.message.body is 'emptied in production when a message with a code has been sent, and 90 days after any other was';
comment on column letter.message.address is 'an e-mail address, or the lines of a postal address; emptied 90 days after it was sent, with recipient and subject';
